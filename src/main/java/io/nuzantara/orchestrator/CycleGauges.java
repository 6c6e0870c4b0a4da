package io.nuzantara.orchestrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether cycles run and how old the last one is, for Micrometer: asked every 15 seconds on every node, so that a dead
 * orchestrator is seen by the others. Equal on all nodes, so take the greatest. While the database is away the last word stands.
 */
@Component
class CycleGauges {

    private static final Logger log = LoggerFactory.getLogger(CycleGauges.class);

    private final Cycles cycles;
    private final CycleSwitch cycleSwitch;
    private final Clock clock;
    private volatile Instant last;
    private volatile boolean enabled;

    CycleGauges(Cycles cycles, CycleSwitch cycleSwitch, MeterRegistry registry, Clock clock) {
        this.cycles = cycles;
        this.cycleSwitch = cycleSwitch;
        this.clock = clock;
        this.last = clock.instant();
        Gauge.builder("nuzantara.cycle.age", this, CycleGauges::age)
                .baseUnit("seconds")
                .description("since the start of the last cycle, or of this node while there was none")
                .register(registry);
        Gauge.builder("nuzantara.cycle.enabled", this, gauges -> gauges.enabled ? 1 : 0)
                .description("whether cycles run: ENABLE_ORCHESTRATOR of this node and the live switch")
                .register(registry);
    }

    private double age() {
        return Duration.between(last, clock.instant()).toSeconds();
    }

    @Scheduled(fixedRateString = "PT15S")
    void sample() {
        try {
            cycles.lastStart().ifPresent(start -> last = start);
            enabled = cycleSwitch.state().enabled();
        } catch (DataAccessException e) {
            log.debug("The last cycle cannot be read now", e);
        }
    }
}
