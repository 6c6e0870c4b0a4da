package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** State changes of executions. Every change names the fence its writer holds, so a process that lost its work writes nothing. */
@Repository
class Ledger {

    /** Reads a column of ids. */
    static final RowMapper<UUID> ID = (row, number) -> row.getObject(1, UUID.class);

    private final JdbcClient jdbc;
    private final Slots slots;
    private final Wakes wakes;
    private final JsonMapper json;
    private final Clock clock;

    Ledger(JdbcClient jdbc, Slots slots, Wakes wakes, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.slots = slots;
        this.wakes = wakes;
        this.json = json;
        this.clock = clock;
    }

    /** Locks the execution for the process that holds the scheduler's row in this version; nothing for any other. */
    Optional<Standing> lock(UUID id, long version) {
        return jdbc.sql("""
                        SELECT e.id, e.agent, e.exclusive_key, e.status, e.in_flight, e.fence, e.node, e.created_at, e.deadline, e.cancel_requested_at
                          FROM agent_executions e
                          JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
                         WHERE e.id = :id AND t.picked AND t.version = :version
                           FOR UPDATE OF e
                        """)
                .param("id", id)
                .param("version", version)
                .query(RecordMapper.of(Standing.class))
                .optional();
    }

    /**
     * Takes a locked execution into work: from now on only this fence may write.
     *
     * @param longest how long it may work; counted anew when it begins and when it comes back from a person
     */
    Claim claim(UUID id, Duration longest, String node) {
        return jdbc.sql("""
                        UPDATE agent_executions
                           SET fence = fence + 1, in_flight = true, crashes = crashes + CAST(in_flight AS int), status = 'running',
                               running_since = coalesce(running_since, :now), queued_at = NULL, node = :node,
                               deadline = CASE WHEN status = 'running' AND deadline IS NOT NULL THEN deadline
                                               ELSE CAST(:now AS timestamptz) + make_interval(secs => :longest) END
                         WHERE id = :id
                        RETURNING id, agent, parameters, trigger, created_at, running_since, deadline, fence, wake_seq, crashes, attempts, traceparent
                        """)
                .param("id", id)
                .param("now", now())
                .param("longest", longest.toSeconds())
                .param("node", node)
                .query(RecordMapper.of(Claim.class))
                .single();
    }

    /** Time in which nothing may be done does not count. */
    void postpone(UUID id, Duration pause) {
        jdbc.sql("UPDATE agent_executions SET deadline = deadline + make_interval(secs => :pause) WHERE id = :id")
                .param("id", id)
                .param("pause", pause.toSeconds())
                .update();
    }

    /** Gives an execution that works without a slot its place in the queue back. */
    void queueAgain(UUID id) {
        jdbc.sql(
                        "UPDATE agent_executions SET queued_at = coalesce(queued_at, :now) WHERE id = :id AND status = 'running'")
                .param("id", id)
                .param("now", now())
                .update();
    }

    /**
     * Ends the execution, gives its slot back and lets the next one begin; all of it or nothing.
     *
     * @return whether it is degraded
     */
    @Transactional
    public boolean finish(UUID id, long fence, Ending ending) {
        event(id, fence, ending.status(), ending.errorCode() == null ? Map.of() : Map.of("code", ending.errorCode()));
        var degraded = jdbc.sql("""
                        UPDATE agent_executions
                           SET status = :status, error_code = :errorCode, error = :error, message = :message, result = CAST(:result AS json),
                               degraded = cardinality(degraded_reasons) > 0, in_flight = false, fanned_out = false, queued_at = NULL, crashes = 0,
                               phase = NULL, finished_at = :now
                         WHERE id = :id AND fence = :fence AND status IN ('started', 'running', 'waiting_approval')
                        RETURNING degraded
                        """)
                .param("id", id)
                .param("fence", fence)
                .param("status", ending.status())
                .param("errorCode", ending.errorCode())
                .param("error", ending.error())
                .param("message", ending.message())
                .param("result", ending.result() == null ? null : json.writeValueAsString(ending.result()))
                .param("now", now())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new LostExecution(id));
        jdbc.sql("UPDATE approvals SET status = 'withdrawn' WHERE execution_id = :id AND status = 'pending'")
                .param("id", id)
                .update();
        jdbc.sql(
                        "UPDATE effects SET status = 'unknown', finished_at = :now WHERE execution_id = :id AND status = 'sending'")
                .param("id", id)
                .param("now", now())
                .update();
        slots.free(id);
        wakes.queued();
        return degraded;
    }

    /** Gives the execution back for a later attempt. */
    @Transactional
    public void retryLater(UUID id, long fence, Instant at) {
        event(id, fence, "retrying", Map.of("again_at", at.toString()));
        jdbc.sql("""
                        UPDATE agent_executions
                           SET attempts = attempts + 1, in_flight = false, crashes = 0
                         WHERE id = :id AND fence = :fence AND status = 'running'
                        """).param("id", id).param("fence", fence).update();
    }

    /** Leaves the execution in order: it waits for its items, or goes on in another process from its last finished step. */
    void letGo(UUID id, long fence) {
        jdbc.sql("UPDATE agent_executions SET in_flight = false, crashes = 0 WHERE id = :id AND fence = :fence")
                .param("id", id)
                .param("fence", fence)
                .update();
    }

    /** Leaves the execution to a person: no thread and no slot is kept. */
    void awaitApproval(UUID id, long fence, String step) {
        event(id, fence, "waiting_approval", Map.of("step", step));
        jdbc.sql("""
                        UPDATE agent_executions
                           SET status = 'waiting_approval', in_flight = false, crashes = 0, queued_at = NULL, phase = NULL, fence = fence + 1
                         WHERE id = :id AND fence = :fence
                        """).param("id", id).param("fence", fence).update();
        slots.free(id);
        wakes.queued();
    }

    /** Which wake-up came last; waits for one that is about to commit. */
    long wakeSeq(UUID id) {
        return jdbc.sql("SELECT wake_seq FROM agent_executions WHERE id = :id FOR SHARE")
                .param("id", id)
                .query(Long.class)
                .single();
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

    /** Adds a reason, once. */
    @Transactional
    public void degraded(UUID id, long fence, DegradedReason reason) {
        var added = jdbc.sql("""
                        UPDATE agent_executions
                           SET degraded_reasons = array_append(degraded_reasons, :reason)
                         WHERE id = :id AND fence = :fence AND NOT :reason = ANY (degraded_reasons)
                        """)
                .param("id", id)
                .param("fence", fence)
                .param("reason", reason.code())
                .update();
        if (added > 0) {
            event(id, fence, "degraded", Map.of("reason", reason.code()));
        }
    }

    /** Appends an event; a step that was completed makes good the attempts before it. Numbers have no gaps and follow the order of commits, because the row is locked until then. */
    void event(UUID id, long fence, String kind, Map<String, Object> data) {
        owned(
                id,
                jdbc.sql("""
                        WITH numbered AS (
                          UPDATE agent_executions
                             SET event_seq = event_seq + 1, attempts = CASE WHEN :kind IN ('step_completed', 'fanned_out') THEN 0 ELSE attempts END
                           WHERE id = :id AND fence = :fence AND status IN ('started', 'running', 'waiting_approval')
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

    /** Appends an event of somebody who does not hold the execution; nothing when it has ended. */
    void note(UUID id, String kind, Map<String, Object> data) {
        jdbc.sql("""
                        WITH numbered AS (
                          UPDATE agent_executions SET event_seq = event_seq + 1
                           WHERE id = :id AND status IN ('started', 'running', 'waiting_approval')
                          RETURNING id, event_seq)
                        INSERT INTO execution_events (execution_id, seq, at, kind, data)
                        SELECT id, event_seq, :now, :kind, CAST(:data AS jsonb) FROM numbered
                        """)
                .param("id", id)
                .param("now", now())
                .param("kind", kind)
                .param("data", json.writeValueAsString(data))
                .update();
    }

    boolean isFinal(UUID id) {
        return jdbc.sql("SELECT finished_at IS NOT NULL FROM agent_executions WHERE id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /** Whether somebody asked to cancel an execution. */
    boolean isCancelRequested(UUID id, long fence) {
        return jdbc.sql("""
                        SELECT cancel_requested_at IS NOT NULL
                          FROM agent_executions
                         WHERE id = :id AND fence = :fence AND status = 'running'
                        """)
                .param("id", id)
                .param("fence", fence)
                .query(Boolean.class)
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
