package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the engine of this database works, from its rows: also for somebody beside the service. */
public final class EngineHealth {

    private final JdbcClient jdbc;

    public EngineHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How executions went.
     *
     * @param ended executions that completed or failed
     * @param degraded completed ones that are not whole
     * @param poisoned ended because they took their process down again and again
     */
    public record Lately(long ended, long degraded, long poisoned) {

        /** Share of the ended ones that are not whole; 0 without any. */
        public double degradedShare() {
            return ended == 0 ? 0 : (double) degraded / ended;
        }
    }

    /** What ended since then. */
    public Lately since(Instant from) {
        return jdbc.sql("""
                        SELECT count(*) AS ended, count(*) FILTER (WHERE degraded) AS degraded,
                               count(*) FILTER (WHERE error_code = 'poisoned') AS poisoned
                          FROM agent_executions
                         WHERE finished_at > :from AND status IN ('completed', 'failed')
                        """)
                .param("from", time(from))
                .query(RecordMapper.of(Lately.class))
                .single();
    }

    /** How long the task that waits longest is overdue; zero when none is. */
    public Duration overdue(Instant now) {
        var seconds = jdbc.sql("""
                        SELECT coalesce(extract(epoch FROM CAST(:now AS timestamptz) - min(execution_time)), 0)::bigint
                          FROM scheduled_tasks
                         WHERE NOT picked AND execution_time <= :now
                        """).param("now", time(now)).query(Long.class).single();
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    /** Writes into the ledger what changes nothing; fails where the service may not write or the database is read-only. */
    public void probeLedger() {
        jdbc.sql("UPDATE agent_executions SET phase = phase WHERE id = '00000000-0000-0000-0000-000000000000'")
                .update();
    }

    /** Agents whose executions have not ended, each once for each execution. */
    public List<String> inFlight() {
        return jdbc.sql("""
                        SELECT agent
                          FROM agent_executions
                         WHERE status IN ('started', 'running', 'waiting_approval')
                         ORDER BY agent
                        """).query((row, _) -> row.getString(1)).list();
    }

    /** When an agent starts by itself, as people have set it. */
    public record Schedule(String agent, String cron, String zone) {}

    /** The schedules of all agents that have one. */
    public List<Schedule> schedules() {
        return jdbc.sql("""
                        SELECT agent, cron, zone
                          FROM agent_settings
                         WHERE enabled AND cron <> ''
                         ORDER BY agent
                        """).query(RecordMapper.of(Schedule.class)).list();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
