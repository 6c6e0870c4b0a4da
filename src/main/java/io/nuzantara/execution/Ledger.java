package io.nuzantara.execution;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** State changes of executions. Every change names the fence its writer holds, so a process that lost its work writes nothing. */
@Repository
class Ledger {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Ledger(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What a worker gets to know when it takes an execution. */
    record Claim(
            UUID id,
            String agent,
            String parameters,
            String trigger,
            Instant createdAt,
            String status,
            long fence,
            int crashes,
            int attempts,
            boolean takenOver) {

        boolean isFinal() {
            return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
        }
    }

    /**
     * Takes an execution for the process that holds the scheduler's row in this version; a process whose row went to
     * another one gets nothing.
     */
    @Transactional
    public Optional<Claim> claim(UUID id, long version, String node) {
        var claimed = jdbc.sql("""
                        WITH before AS (
                          SELECT e.id, e.in_flight
                            FROM agent_executions e
                            JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
                           WHERE e.id = :id AND t.picked AND t.version = :version
                             FOR UPDATE OF e)
                        UPDATE agent_executions AS e
                           SET fence = e.fence + 1, in_flight = true, crashes = e.crashes + CAST(e.in_flight AS int),
                               status = CASE WHEN e.status = 'started' THEN 'running' ELSE e.status END,
                               running_since = coalesce(e.running_since, :now), queued_at = NULL
                          FROM before
                         WHERE e.id = before.id
                        RETURNING e.id, e.agent, e.parameters, e.trigger, e.created_at, e.status, e.fence, e.crashes, e.attempts,
                                  before.in_flight AS taken_over
                        """)
                .param("id", id)
                .param("version", version)
                .param("now", now())
                .query(new DataClassRowMapper<>(Claim.class))
                .optional();
        claimed.filter(claim -> claim.takenOver() && !claim.isFinal())
                .ifPresent(claim -> event(id, claim.fence(), "taken_over", Map.of("node", node)));
        return claimed;
    }

    /** Ends the execution; one statement, so a result is stored with its state or not at all. */
    @Transactional
    public void finish(UUID id, long fence, Ending ending) {
        event(id, fence, ending.status(), ending.errorCode() == null ? Map.of() : Map.of("code", ending.errorCode()));
        var updated = jdbc.sql("""
                        UPDATE agent_executions
                           SET status = :status, error_code = :errorCode, error = :error, message = :message, result = CAST(:result AS json),
                               degraded = cardinality(degraded_reasons) > 0, in_flight = false, crashes = 0, phase = NULL, finished_at = :now
                         WHERE id = :id AND fence = :fence AND status = 'running'
                        """)
                .param("id", id)
                .param("fence", fence)
                .param("status", ending.status())
                .param("errorCode", ending.errorCode())
                .param("error", ending.error())
                .param("message", ending.message())
                .param("result", ending.result() == null ? null : json.writeValueAsString(ending.result()))
                .param("now", now())
                .update();
        if (updated == 0) {
            throw new LostExecution(id);
        }
    }

    /** How an execution ends, as its row says it. */
    record Ending(
            String status,
            @Nullable String errorCode,
            @Nullable String error,
            @Nullable String message,
            @Nullable Map<String, Object> result) {

        static Ending completed(Outcome.Completed outcome) {
            return new Ending("completed", null, null, outcome.message(), outcome.result());
        }

        static Ending failed(FailureCode code, String sentence) {
            return new Ending("failed", code.code(), sentence, sentence, null);
        }

        static Ending cancelled() {
            return new Ending("cancelled", null, null, "Cancelled; what was finished stays.", null);
        }
    }

    /** Gives the execution back for a later attempt. */
    @Transactional
    public void retryLater(UUID id, long fence, Instant at) {
        event(id, fence, "retrying", Map.of("at", at.toString()));
        jdbc.sql("""
                        UPDATE agent_executions
                           SET attempts = attempts + 1, in_flight = false, crashes = 0
                         WHERE id = :id AND fence = :fence AND status = 'running'
                        """).param("id", id).param("fence", fence).update();
    }

    /** Gives the execution back because this process stops; the next one goes on from the last finished step. */
    void letGo(UUID id, long fence) {
        jdbc.sql("UPDATE agent_executions SET in_flight = false, crashes = 0 WHERE id = :id AND fence = :fence")
                .param("id", id)
                .param("fence", fence)
                .update();
    }

    void phase(UUID id, long fence, String text) {
        owned(
                id,
                jdbc.sql(
                                "UPDATE agent_executions SET phase = :text WHERE id = :id AND fence = :fence AND status = 'running'")
                        .param("id", id)
                        .param("fence", fence)
                        .param("text", text)
                        .update());
    }

    @Transactional
    public void degraded(UUID id, long fence, DegradedReason reason) {
        event(id, fence, "degraded", Map.of("reason", reason.code()));
        jdbc.sql("""
                        UPDATE agent_executions
                           SET degraded_reasons = CASE WHEN :reason = ANY (degraded_reasons) THEN degraded_reasons
                                                       ELSE array_append(degraded_reasons, :reason) END
                         WHERE id = :id AND fence = :fence
                        """)
                .param("id", id)
                .param("fence", fence)
                .param("reason", reason.code())
                .update();
    }

    /** Appends an event; numbers have no gaps and follow the order of commits, because the row is locked until then. */
    void event(UUID id, long fence, String kind, Map<String, Object> data) {
        owned(
                id,
                jdbc.sql("""
                        WITH numbered AS (
                          UPDATE agent_executions SET event_seq = event_seq + 1
                           WHERE id = :id AND fence = :fence AND status = 'running'
                          RETURNING id, event_seq)
                        INSERT INTO execution_events (execution_id, seq, at, kind, data)
                        SELECT id, event_seq, :now, :kind, CAST(:data AS jsonb) FROM numbered
                        """)
                        .param("id", id)
                        .param("fence", fence)
                        .param("now", now())
                        .param("kind", kind)
                        .param("data", json.writeValueAsString(data))
                        .update());
    }

    /** When somebody asked to cancel it, or null. */
    record Limits(
            @Nullable Instant cancelRequestedAt, @Nullable Instant runningSince) {}

    Limits limits(UUID id, long fence) {
        return jdbc.sql("""
                        SELECT cancel_requested_at, running_since
                          FROM agent_executions
                         WHERE id = :id AND fence = :fence AND status = 'running'
                        """)
                .param("id", id)
                .param("fence", fence)
                .query(new DataClassRowMapper<>(Limits.class))
                .optional()
                .orElseThrow(() -> new LostExecution(id));
    }

    private static void owned(UUID id, int updated) {
        if (updated == 0) {
            throw new LostExecution(id);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
