package io.nuzantara.execution;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Counts what this process does, for Micrometer. Tags are agents, states and kinds, which are few; never an id. The scheduler
 * counts its tasks itself ({@code dbscheduler_*}).
 */
@Component
class EngineMeters {

    /** How an attempt at an item ended. */
    enum ItemOutcome {
        DONE,
        FAILED,
        RETRIED
    }

    private final MeterRegistry registry;

    EngineMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.counter("nuzantara.takeovers");
    }

    /** An execution has ended, so long after it first began to run. */
    void ended(String agent, String status, boolean degraded, Duration took) {
        ended(agent, status, degraded);
        registry.timer("nuzantara.execution.duration", "agent", agent).record(took);
    }

    /** An execution has ended that this turn did not work on. */
    void ended(String agent, String status, boolean degraded) {
        registry.counter(
                        "nuzantara.executions",
                        "agent",
                        agent,
                        "status",
                        status,
                        "degraded",
                        Boolean.toString(degraded))
                .increment();
    }

    /** An execution has got its first slot, so long after it was accepted. */
    void queued(Duration wait) {
        registry.timer("nuzantara.execution.queue.wait").record(wait);
    }

    /** The slow part of an item has taken so long, however it ended. */
    void worked(String agent, Duration took) {
        registry.timer("nuzantara.item.duration", "agent", agent).record(took);
    }

    void items(String agent, ItemOutcome outcome, int number) {
        var name = outcome.name().toLowerCase(Locale.ROOT);
        registry.counter("nuzantara.items", "agent", agent, "outcome", name).increment(number);
    }

    /** An execution that another process left behind goes on here. */
    void takenOver() {
        registry.counter("nuzantara.takeovers").increment();
    }

    void effect(String kind, String status) {
        registry.counter("nuzantara.effects", "kind", kind, "status", status).increment();
    }
}
