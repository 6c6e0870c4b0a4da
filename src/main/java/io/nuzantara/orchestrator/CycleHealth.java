package io.nuzantara.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether cycles run as they should, from settings and rows: also for somebody beside the service.
 *
 * @param configured {@code ENABLE_ORCHESTRATOR}
 * @param switchedOn the live switch
 * @param interval from one cycle to the next; null = on demand only
 * @param last when the last cycle that has ended began; null before the first
 */
public record CycleHealth(
        boolean configured,
        boolean switchedOn,
        @Nullable Duration interval,
        @Nullable Instant last) {

    /** Reads it now. */
    public static CycleHealth of(Environment environment, JdbcClient jdbc, Instant now) {
        var settings = settings(environment);
        var zone = ZoneId.of(environment.getRequiredProperty("nuzantara.zone"));
        var interval = settings.schedule(zone).flatMap(schedule -> schedule.interval(now));
        return new CycleHealth(
                settings.enabled(),
                isOn(jdbc),
                interval.orElse(null),
                last(jdbc).orElse(null));
    }

    /** Why the configured schedule of the cycles cannot be read; empty when it can. */
    public static Optional<String> scheduleFault(Environment environment) {
        try {
            settings(environment).schedule(ZoneId.of("UTC"));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static OrchestratorSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("nuzantara.orchestrator", OrchestratorSettings.class);
    }

    private static boolean isOn(JdbcClient jdbc) {
        return jdbc.sql("SELECT enabled FROM orchestrator_switch")
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    private static Optional<Instant> last(JdbcClient jdbc) {
        return jdbc.sql("SELECT created_at FROM agent_orchestration_reports ORDER BY created_at DESC LIMIT 1")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }
}
