package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
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

/** The decisions executions wait for, as their phase machine sees them. */
@Repository
class ApprovalRows {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final UuidV7 ids;
    private final JsonMapper json;
    private final Clock clock;

    ApprovalRows(JdbcClient jdbc, Ledger ledger, UuidV7 ids, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /** A decision nobody has taken yet. */
    record Pending(UUID id, String step, Instant expiresAt) {}

    Optional<Pending> pending(UUID execution) {
        return jdbc.sql(
                        "SELECT id, step, expires_at FROM approvals WHERE execution_id = :execution AND status = 'pending'")
                .param("execution", execution)
                .query(RecordMapper.of(Pending.class))
                .optional();
    }

    private record Row(
            String status,
            String payload,
            @Nullable String editedPayload,
            @Nullable String decidedBy,
            @Nullable String note) {}

    /** What was decided; nothing when nobody was asked yet. */
    Optional<Decision> decided(UUID execution, String step) {
        return jdbc.sql("""
                        SELECT status, payload, edited_payload, decided_by, note
                          FROM approvals
                         WHERE execution_id = :execution AND step = :step
                        """)
                .param("execution", execution)
                .param("step", step)
                .query(RecordMapper.of(Row.class))
                .optional()
                .map(this::decision);
    }

    private Decision decision(Row row) {
        var by = row.decidedBy() == null ? "" : row.decidedBy();
        return switch (row.status()) {
            case "approved" ->
                new Decision.Approved(
                        json.readTree(row.editedPayload() == null ? row.payload() : row.editedPayload()), by);
            case "rejected" -> new Decision.Rejected(row.note(), by);
            case "expired", "withdrawn" -> new Decision.Expired();
            default ->
                throw new IllegalStateException("an execution at work waits for a decision that is " + row.status());
        };
    }

    /** Asks; inside the transaction that leaves the execution to the person. */
    Instant ask(UUID execution, String step, ApprovalRequest request) {
        var payload = json.valueToTree(request.payload());
        var expires = clock.instant().plus(request.expiry());
        jdbc.sql("""
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, expires_at)
                        VALUES (:id, :execution, :step, :permission, :title, CAST(:payload AS jsonb), :hash, 'pending', :expires)
                        """)
                .param("id", ids.next())
                .param("execution", execution)
                .param("step", step)
                .param("permission", request.permission())
                .param("title", request.title())
                .param("payload", json.writeValueAsString(payload))
                .param("hash", PayloadHash.of(payload))
                .param("expires", OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .update();
        return expires;
    }

    /** Nobody decided in time: the agent is told so when the execution has its turn. */
    void expire(Pending pending, UUID execution) {
        var expired = jdbc.sql(
                        "UPDATE approvals SET status = 'expired', decided_at = :now WHERE id = :id AND status = 'pending'")
                .param("id", pending.id())
                .param("now", now())
                .update();
        if (expired > 0) {
            ledger.note(execution, "approval_decided", Map.of("step", pending.step(), "decision", "expired"));
            jdbc.sql(
                            "UPDATE agent_executions SET queued_at = coalesce(queued_at, :now) WHERE id = :id AND status = 'waiting_approval'")
                    .param("id", execution)
                    .param("now", now())
                    .update();
        }
    }

    /** Whether another execution of the same key works: only one of them may. */
    boolean isKeyTaken(Standing execution) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM agent_executions
                                        WHERE exclusive_key = :key AND status IN ('started', 'running') AND id <> :id)
                        """)
                .param("key", execution.exclusiveKey())
                .param("id", execution.id())
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
