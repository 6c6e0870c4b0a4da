package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has become of all executions since an instant, so that a deployment can be judged. */
@Component
public class ExecutionAccount {

    /** A holder that fell silent is taken over well before: only what nobody repairs counts as lost. */
    private static final Duration REPAIRED = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    ExecutionAccount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts of executions.
     *
     * @param accepted since then
     * @param active of those, not ended yet
     * @param completed that completed since then, degraded ones too
     * @param whole of those, not degraded
     * @param failed that failed since then
     * @param poisoned of those, given up because they killed their process again and again
     * @param lost active for longer than a repair takes, without anybody who works on them or will
     * @param overdue active although their deadline has passed
     */
    public record Counts(
            long accepted,
            long active,
            long completed,
            long whole,
            long failed,
            long poisoned,
            long lost,
            long overdue) {

        /** Share of degraded ones among those that ended; 0 while none has. */
        public double degradedShare() {
            var ended = completed + failed;
            return ended == 0 ? 0 : (double) (completed - whole) / ended;
        }
    }

    /** The counts as they are now. */
    public Counts since(Instant start, Instant now) {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE e.created_at >= :start) AS accepted,
                               count(*) FILTER (WHERE e.created_at >= :start AND e.finished_at IS NULL) AS active,
                               count(*) FILTER (WHERE e.finished_at >= :start AND e.status = 'completed') AS completed,
                               count(*) FILTER (WHERE e.finished_at >= :start AND e.status = 'completed' AND NOT e.degraded) AS whole,
                               count(*) FILTER (WHERE e.finished_at >= :start AND e.status = 'failed') AS failed,
                               count(*) FILTER (WHERE e.finished_at >= :start AND e.error_code = 'poisoned') AS poisoned,
                               count(*) FILTER (WHERE e.finished_at IS NULL AND e.created_at < :repaired
                                                  AND (t.task_instance IS NULL OR (t.picked AND t.last_heartbeat < :repaired))) AS lost,
                               count(*) FILTER (WHERE e.status IN ('started', 'running') AND e.deadline < :repaired) AS overdue
                          FROM agent_executions e
                          LEFT JOIN scheduled_tasks t
                            ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text) AND e.finished_at IS NULL
                         WHERE e.created_at >= :start OR e.finished_at >= :start OR e.status IN ('started', 'running', 'waiting_approval')
                        """)
                .param("start", time(start))
                .param("repaired", time(now.minus(REPAIRED)))
                .query(RecordMapper.of(Counts.class))
                .single();
    }

    /** Ids of the agents of which an execution completed since then. */
    public Set<String> completedAgents(Instant start) {
        var agents = jdbc.sql("""
                        SELECT DISTINCT agent
                          FROM agent_executions
                         WHERE finished_at >= :start AND status = 'completed'
                        """)
                .param("start", time(start))
                .query((row, _) -> row.getString("agent"))
                .list();
        return Set.copyOf(agents);
    }

    /** Agent and error code of the execution that failed last since then, as {@code agent: code}. */
    public Optional<String> lastFailure(Instant start) {
        return jdbc.sql("""
                        SELECT agent || ': ' || error_code
                          FROM agent_executions
                         WHERE finished_at >= :start AND status = 'failed'
                         ORDER BY finished_at DESC, id DESC
                         LIMIT 1
                        """).param("start", time(start)).query(String.class).optional();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
