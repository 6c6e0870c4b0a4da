package io.nuzantara.optimizer;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** One row for each finished analysis: what it covered and what it could not know. */
@Repository
public class Analyses {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Analyses(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void save(
            UUID execution, Instant now, Workload workload, Map<String, String> unknown, int findings, long critical) {
        jdbc.sql("""
                        INSERT /* nuzantara:optimizer */ INTO optimizer_analyses
                               (execution_id, analysed_at, window_from, window_to, snapshots, statements_analysed, total_ms, coverage_pct,
                                skipped, unknown, findings, critical)
                        VALUES (:execution, :now, :from, :to, :snapshots, :statements, :totalMs, :coverage,
                                CAST(:skipped AS jsonb), CAST(:unknown AS jsonb), :findings, :critical)
                        """)
                .param("execution", execution)
                .param("now", time(now))
                .param("from", time(workload.from()))
                .param("to", time(workload.to()))
                .param("snapshots", workload.snapshots())
                .param("statements", workload.coverage().analysed())
                .param("totalMs", workload.totalMs())
                .param("coverage", workload.coverage().percent())
                .param("skipped", json.writeValueAsString(workload.coverage().skipped()))
                .param("unknown", json.writeValueAsString(unknown))
                .param("findings", findings)
                .param("critical", critical)
                .update();
    }

    /** The latest analysis; empty before the first. */
    public Optional<Performance.Analysis> latest() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ *
                          FROM optimizer_analyses
                         ORDER BY analysed_at DESC
                         LIMIT 1
                        """)
                .query(RecordMapper.of(Row.class))
                .optional()
                .map(row -> new Performance.Analysis(
                        row.executionId(),
                        row.analysedAt(),
                        row.windowFrom(),
                        row.windowTo(),
                        row.snapshots(),
                        row.statementsAnalysed(),
                        row.totalMs(),
                        row.coveragePct(),
                        json.readTree(row.skipped()),
                        json.readTree(row.unknown()),
                        row.findings(),
                        row.critical()));
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private record Row(
            UUID executionId,
            Instant analysedAt,
            Instant windowFrom,
            Instant windowTo,
            int snapshots,
            int statementsAnalysed,
            double totalMs,
            @Nullable Double coveragePct,
            String skipped,
            String unknown,
            int findings,
            int critical) {}
}
