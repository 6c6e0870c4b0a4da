package io.nuzantara.execution;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many agents and item calls may work at once over all nodes: changed while the service runs, the same everywhere. */
@Component
class Limits {

    private static final String SLOTS = "slots";
    private static final String LANES = "lanes";

    private final JdbcClient jdbc;
    private final EngineSettings settings;
    private final Clock clock;

    Limits(JdbcClient jdbc, EngineSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Agents at work at once. */
    int slots() {
        return value(SLOTS, settings.slots());
    }

    /** Items worked on at once. */
    int lanes() {
        return value(LANES, settings.lanes());
    }

    private int value(String name, int initial) {
        return jdbc.sql("SELECT value FROM engine_settings WHERE name = :name")
                .param("name", name)
                .query(Integer.class)
                .optional()
                .orElse(initial);
    }

    /** Sets a limit for all nodes. */
    private void set(String name, int value, String by) {
        jdbc.sql("""
                        INSERT INTO engine_settings (name, value, updated_at, updated_by)
                        VALUES (:name, :value, :now, :by)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                        """)
                .param("name", name)
                .param("value", Integer.toString(value))
                .param("by", by)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    void set(int slots, int lanes, String by) {
        set(SLOTS, slots, by);
        set(LANES, lanes, by);
    }

    /** Writes the initial values where none are. */
    void addMissing() {
        addIfMissing(SLOTS, settings.slots());
        addIfMissing(LANES, settings.lanes());
    }

    private void addIfMissing(String name, int initial) {
        jdbc.sql("""
                        INSERT INTO engine_settings (name, value, updated_at, updated_by)
                        VALUES (:name, :value, :now, 'configuration')
                        ON CONFLICT (name) DO NOTHING
                        """)
                .param("name", name)
                .param("value", Integer.toString(initial))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
