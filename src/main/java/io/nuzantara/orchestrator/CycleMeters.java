package io.nuzantara.orchestrator;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Cycles for Micrometer: how they ended and how long they took. Labels are ids of ours, never names. */
final class CycleMeters {

    private final MeterRegistry registry;

    CycleMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A cycle has ended. */
    void ended(CycleView cycle) {
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
