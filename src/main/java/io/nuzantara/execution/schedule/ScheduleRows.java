package io.nuzantara.execution.schedule;

import io.nuzantara.database.RecordMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people set about schedules, and what the scheduler has planned. */
@Repository
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ScheduleRows {

    /** How one agent starts by itself. */
    record Setting(String agent, boolean enabled, String cron, String zone) {

        boolean hasSchedule() {
            return !cron.isBlank() && !cron.strip().equals("-");
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ScheduleRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Setting> settings() {
        return jdbc.sql("SELECT agent, enabled, cron, zone FROM agent_settings")
                .query(RecordMapper.of(Setting.class))
                .list();
    }

    Optional<Setting> setting(String agent) {
        return jdbc.sql("SELECT agent, enabled, cron, zone FROM agent_settings WHERE agent = :agent")
                .param("agent", agent)
                .query(RecordMapper.of(Setting.class))
                .optional();
    }

    /** The planned instants by agent. */
    Map<String, Instant> planned() {
        return jdbc
                .sql("SELECT task_instance, execution_time FROM scheduled_tasks WHERE task_name = 'cron'")
                .query((row, _) -> Map.entry(row.getString("task_instance"), instant(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("execution_time", OffsetDateTime.class).toInstant();
    }

    /** Plans another instant, unless the planned one is due already: then whoever fires it plans the next. */
    void move(String agent, Instant at) {
        jdbc.sql("""
                        UPDATE scheduled_tasks
                           SET execution_time = :at
                         WHERE task_name = 'cron' AND task_instance = :agent AND NOT picked AND execution_time > :now
                        """)
                .param("agent", agent)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("now", now())
                .update();
    }

    void remove(String agent) {
        jdbc.sql("DELETE FROM scheduled_tasks WHERE task_name = 'cron' AND task_instance = :agent AND NOT picked")
                .param("agent", agent)
                .update();
    }

    /**
     * Records on the active execution that an occurrence did not start another one; once for each occurrence.
     *
     * @return false when that execution has ended meanwhile
     */
    boolean recordSkipped(UUID active, String occurrence) {
        return jdbc.sql("""
                        WITH standing AS (
                          SELECT id FROM agent_executions
                           WHERE id = :id AND status IN ('started', 'running', 'waiting_approval')
                             FOR UPDATE),
                        numbered AS (
                          UPDATE agent_executions e SET event_seq = e.event_seq + 1
                            FROM standing
                           WHERE e.id = standing.id
                             AND NOT EXISTS (SELECT FROM execution_events
                                              WHERE execution_id = :id AND kind = 'occurrence_skipped' AND data ->> 'occurrence' = :occurrence)
                          RETURNING e.id, e.event_seq),
                        recorded AS (
                          INSERT INTO execution_events (execution_id, seq, at, kind, data)
                          SELECT id, event_seq, :now, 'occurrence_skipped', jsonb_build_object('occurrence', CAST(:occurrence AS text)) FROM numbered)
                        SELECT EXISTS (SELECT FROM standing)
                        """)
                .param("id", active)
                .param("occurrence", occurrence)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
