package io.nuzantara.orchestrator;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether cycles run: {@code ENABLE_ORCHESTRATOR} of this process, and a switch for all nodes that people change live. */
@Repository
public class CycleSwitch {

    private final JdbcClient jdbc;
    private final OrchestratorSettings settings;
    private final Clock clock;

    CycleSwitch(JdbcClient jdbc, OrchestratorSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How the switch stands.
     *
     * @param enabled whether cycles run: both of the others are true
     * @param configured {@code ENABLE_ORCHESTRATOR}
     * @param switchedOn the live switch
     * @param changedAt when somebody last changed the switch; null = nobody has
     * @param changedBy who did; null like the time
     */
    public record State(
            boolean enabled,
            boolean configured,
            boolean switchedOn,
            @Nullable Instant changedAt,
            @Nullable String changedBy) {}

    /** How it stands now. */
    public State state() {
        return change().map(this::state)
                .orElseGet(() -> new State(settings.enabled(), settings.enabled(), true, null, null));
    }

    private State state(Change last) {
        return new State(
                settings.enabled() && last.enabled(),
                settings.enabled(),
                last.enabled(),
                last.changedAt(),
                last.changedBy());
    }

    private record Change(boolean enabled, Instant changedAt, String changedBy) {}

    private Optional<Change> change() {
        return jdbc.sql("SELECT enabled, changed_at, changed_by FROM orchestrator_switch")
                .query(RecordMapper.of(Change.class))
                .optional();
    }

    /** Switches cycles on or off on all nodes; a cycle at work goes on. */
    public State change(boolean enabled, String by) {
        jdbc.sql("""
                        INSERT INTO orchestrator_switch (enabled, changed_at, changed_by)
                        VALUES (:enabled, :now, :by)
                        ON CONFLICT (only_row) DO UPDATE
                           SET enabled = excluded.enabled, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                         WHERE orchestrator_switch.enabled <> excluded.enabled
                        """)
                .param("enabled", enabled)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .update();
        return state();
    }

    /** Since when the live switch is off; empty while it is on. */
    Optional<Instant> offSince() {
        return change().filter(last -> !last.enabled()).map(Change::changedAt);
    }
}
