package io.nuzantara.optimizer;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The findings of all analyses: one row for each, updated when it is seen again, ended when its rule no longer finds it. */
@Repository
class FindingLedger {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FindingLedger(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes what an execution found; a repeat changes nothing. */
    void record(UUID execution, Instant now, Checked checked) {
        checked.findings().forEach(finding -> record(execution, now, finding));
    }

    private void record(UUID execution, Instant now, Finding finding) {
        jdbc.sql("""
                        INSERT /* nuzantara:optimizer */ INTO optimizer_findings
                               (execution_id, rule, severity, subject, fingerprint, figures, first_seen, last_seen)
                        VALUES (:execution, :rule, :severity, :subject, :fingerprint, CAST(:figures AS jsonb), :now, :now)
                        ON CONFLICT (fingerprint) DO UPDATE
                           SET execution_id = excluded.execution_id, severity = excluded.severity, figures = excluded.figures,
                               last_seen = excluded.last_seen, resolved_at = NULL,
                               first_seen = CASE WHEN optimizer_findings.resolved_at IS NULL THEN optimizer_findings.first_seen ELSE excluded.first_seen END
                        """)
                .param("execution", execution)
                .param("rule", finding.rule())
                .param("severity", finding.severity().code())
                .param("subject", finding.subject())
                .param("fingerprint", finding.fingerprint())
                .param("figures", json.writeValueAsString(finding.figures()))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    /** Ends open findings of the evaluated rules that this execution did not see; tells their fingerprints. */
    List<String> resolve(UUID execution, Instant now, List<String> evaluated) {
        return jdbc.sql("""
                        UPDATE /* nuzantara:optimizer */ optimizer_findings
                           SET resolved_at = :now
                         WHERE resolved_at IS NULL AND rule = ANY (:rules) AND execution_id <> :execution
                        RETURNING fingerprint
                        """)
                .param("execution", execution)
                .param("rules", evaluated.toArray(String[]::new))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** What is open now, worst first. */
    List<Performance.OpenFinding> open() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ id, rule, upper(severity) AS severity, subject, figures, fingerprint, first_seen, last_seen
                          FROM optimizer_findings
                         WHERE resolved_at IS NULL
                         ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low'], severity), rule, subject
                        """).query(RecordMapper.of(Row.class)).list().stream()
                .map(this::view)
                .toList();
    }

    private Performance.OpenFinding view(Row row) {
        var figures = json.readTree(row.figures());
        return new Performance.OpenFinding(
                row.id(),
                row.rule(),
                row.severity(),
                row.subject(),
                figures.path("summary").asString(""),
                figures,
                row.fingerprint(),
                row.firstSeen(),
                row.lastSeen());
    }

    private record Row(
            long id,
            String rule,
            Severity severity,
            String subject,
            String figures,
            String fingerprint,
            Instant firstSeen,
            Instant lastSeen) {}
}
