package io.nuzantara.orchestrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Cycles for Micrometer: how they ended, how long they took, how old the last one is. Labels are ids of ours, never names. */
final class CycleMeters {

    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Instant last;

    /**
     * Meters of cycles.
     *
     * @param last when the last cycle started, before this process
     */
    CycleMeters(MeterRegistry registry, Instant last, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.last = last;
        Gauge.builder("nuzantara.cycle.age", this, meters -> meters.age().toSeconds())
                .baseUnit("seconds")
                .register(registry);
    }

    private Duration age() {
        return Duration.between(last, clock.instant());
    }

    /** A cycle has ended. */
    void ended(CycleView cycle) {
        last = cycle.startedAt();
        registry.counter("nuzantara.cycles", "outcome", cycle.status()).increment();
        var end = cycle.finishedAt();
        if (end != null) {
            registry.timer("nuzantara.cycle.duration").record(Duration.between(cycle.startedAt(), end));
        }
        cycle.runs()
                .forEach(run -> registry.counter(
                                "nuzantara.orchestrator.calls", "agent", run.agent(), "outcome", run.status())
                        .increment());
    }
}
