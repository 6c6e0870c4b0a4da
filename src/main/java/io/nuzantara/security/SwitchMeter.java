package io.nuzantara.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Whether the stop is on, for Micrometer: 1 while nothing of this node calls out. */
@Component
class SwitchMeter {

    SwitchMeter(KillSwitch killSwitch, MeterRegistry registry) {
        Gauge.builder("nuzantara.outbound.stopped", killSwitch, stop -> stop.isStopped() ? 1 : 0)
                .description(
                        "whether nothing may call out, by the stop of all nodes or the file STOP of this one, or because the database has not said yet")
                .register(registry);
    }
}
