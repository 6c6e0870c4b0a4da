package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many executions went well, for service levels. */
@Component
public class ExecutionTotals {

    private final JdbcClient jdbc;

    ExecutionTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Executions, and how many of them were not as promised. */
    public record Totals(long all, long bad) {}

    /** Executions that ended in this time; failed and degraded ones are bad, cancelled ones do not count. */
    public Totals ended(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT count(*) AS all, count(*) FILTER (WHERE status = 'failed' OR degraded) AS bad
                          FROM agent_executions
                         WHERE finished_at > :from AND finished_at <= :to
                           AND status IN ('completed', 'failed')
                        """)
                .param("from", time(from))
                .param("to", time(to))
                .query(RecordMapper.of(Totals.class))
                .single();
    }

    /**
     * Executions that a schedule started in this time; bad are those that began to run later than the limit after their
     * occurrence, or did not begin yet although the limit is over.
     */
    public Totals scheduled(Instant from, Instant to, Duration limit) {
        return jdbc.sql("""
                        WITH planned AS (
                          SELECT running_since,
                                 CASE WHEN idempotency_key LIKE '%[%'
                                      THEN CAST(substring(idempotency_key FROM '^cron:[^:]+:([^\\[]+)') AS timestamp)
                                           AT TIME ZONE substring(idempotency_key FROM '\\[(.+)\\]')
                                      ELSE CAST(substring(idempotency_key FROM '^cron:[^:]+:(.+)$') AS timestamptz) END AS occurrence
                            FROM agent_executions
                           WHERE trigger = 'schedule' AND idempotency_key LIKE 'cron:%'
                             AND created_at > :from AND created_at <= :to)
                        SELECT count(*) AS all,
                               count(*) FILTER (WHERE coalesce(running_since, :to) - occurrence > make_interval(secs => :limit)) AS bad
                          FROM planned
                        """)
                .param("from", time(from))
                .param("to", time(to))
                .param("limit", limit.toSeconds())
                .query(RecordMapper.of(Totals.class))
                .single();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
