package io.nuzantara.optimizer;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Proposals: one open row for each definition, closed as superseded when its reason is gone. */
@Repository
class Proposals {

    private static final Duration COOL_DOWN = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Proposals(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Makes these the open proposals; what somebody rejected within 30 days stays closed. */
    void replace(List<Proposal> proposals, Instant now) {
        proposals.forEach(proposal -> open(proposal, now));
        jdbc.sql("""
                        UPDATE /* nuzantara:optimizer */ optimizer_proposals
                           SET status = 'superseded', updated_at = :now
                         WHERE status = 'open' AND fingerprint <> ALL (:fingerprints)
                        """)
                .param(
                        "fingerprints",
                        proposals.stream().map(Proposal::fingerprint).toArray(String[]::new))
                .param("now", time(now))
                .update();
    }

    private void open(Proposal proposal, Instant now) {
        jdbc.sql("""
                        INSERT /* nuzantara:optimizer */ INTO optimizer_proposals
                               (fingerprint, kind, table_name, definition, status, risk, proof, explanation, created_at, updated_at)
                        SELECT :fingerprint, :kind, :tableName, :definition, 'open', :risk, CAST(:proof AS jsonb), :text, :now, :now
                         WHERE NOT EXISTS (SELECT FROM optimizer_proposals
                                            WHERE fingerprint = :fingerprint AND status = 'rejected' AND decided_at > :coolDown)
                        ON CONFLICT (fingerprint) WHERE status = 'open' DO UPDATE
                           SET proof = excluded.proof, explanation = excluded.explanation, updated_at = excluded.updated_at
                        """)
                .param("fingerprint", proposal.fingerprint())
                .param("kind", proposal.kind().code())
                .param("tableName", proposal.tableName())
                .param("definition", proposal.definition())
                .param("risk", proposal.risk().code())
                .param("proof", json.writeValueAsString(proposal.proof()))
                .param("text", proposal.text())
                .param("now", time(now))
                .param("coolDown", time(now.minus(COOL_DOWN)))
                .update();
    }

    long openCount() {
        return jdbc.sql("SELECT /* nuzantara:optimizer */ count(*) FROM optimizer_proposals WHERE status = 'open'")
                .query(Long.class)
                .single();
    }

    /** The newest first, open ones before all others. */
    List<Performance.ProposalView> list(int limit) {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ *
                          FROM optimizer_proposals
                         ORDER BY status <> 'open', created_at DESC, id DESC
                         LIMIT :limit
                        """).param("limit", limit).query(RecordMapper.of(Row.class)).list().stream()
                .map(this::view)
                .toList();
    }

    Optional<Performance.ProposalView> find(long id) {
        return jdbc.sql("SELECT /* nuzantara:optimizer */ * FROM optimizer_proposals WHERE id = :id")
                .param("id", id)
                .query(RecordMapper.of(Row.class))
                .optional()
                .map(this::view);
    }

    private Performance.ProposalView view(Row row) {
        return new Performance.ProposalView(
                row.id(),
                row.kind(),
                row.tableName(),
                row.definition(),
                row.status(),
                row.risk(),
                json.readTree(row.proof()),
                row.explanation(),
                row.prUrl(),
                row.createdAt(),
                row.updatedAt(),
                row.decidedAt(),
                row.decidedBy());
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private record Row(
            long id,
            String kind,
            String tableName,
            String definition,
            String status,
            String risk,
            String proof,
            String explanation,
            @Nullable String prUrl,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy) {}
}
