package io.nuzantara.execution;

import io.nuzantara.database.AfterRestore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Restored executions go on where the backup found them, but nothing outside is done a second time: what was open may have been done
 * since, and what waited for a person may have been decided.
 */
public final class ExecutionsAfterRestore implements AfterRestore {

    @Override
    public List<String> settle(JdbcClient restored, Instant takenAt, Instant now) {
        var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        return Stream.of(
                        told(
                                leaveEffectsOpen(restored, at),
                                "%d changes outside, such as pull requests, were open and may have been made since: look there; none is made again by itself."),
                        told(
                                withdrawApprovals(restored, at),
                                "%d questions to people were withdrawn, and their executions go on without an approval: ./nuzantara approvals list --status withdrawn"),
                        told(
                                letGo(restored),
                                "%d executions had not ended and go on after ./nuzantara resume: ./nuzantara executions"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> told(long number, String sentence) {
        return number == 0 ? List.of() : List.of(sentence.formatted(number));
    }

    private static int leaveEffectsOpen(JdbcClient restored, OffsetDateTime now) {
        return restored.sql(
                        "UPDATE effects SET status = 'unknown', finished_at = :now WHERE status IN ('planned', 'sending')")
                .param("now", now)
                .update();
    }

    private static int withdrawApprovals(JdbcClient restored, OffsetDateTime now) {
        return restored.sql("""
                        WITH withdrawn AS (
                          UPDATE approvals
                             SET status = 'withdrawn', decided_by = 'restore', decided_at = :now, note = 'a backup was restored'
                           WHERE status = 'pending'
                          RETURNING execution_id, step),
                        numbered AS (
                          UPDATE agent_executions e
                             SET event_seq = e.event_seq + 1
                            FROM withdrawn w
                           WHERE e.id = w.execution_id
                          RETURNING e.id, e.event_seq, w.step)
                        INSERT INTO execution_events (execution_id, seq, at, kind, data)
                        SELECT id, event_seq, :now, 'approval_decided', jsonb_build_object('step', step, 'decision', 'withdrawn')
                          FROM numbered
                        """).param("now", now).update();
    }

    /** That a backup found them at work is no sign that they kill processes. */
    private static long letGo(JdbcClient restored) {
        restored.sql("UPDATE agent_executions SET in_flight = false WHERE in_flight")
                .update();
        return restored.sql(
                        "SELECT count(*) FROM agent_executions WHERE status IN ('started', 'running', 'waiting_approval')")
                .query(Long.class)
                .single();
    }
}
