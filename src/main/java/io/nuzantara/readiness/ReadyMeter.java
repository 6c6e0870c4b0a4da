package io.nuzantara.readiness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** What {@code /readyz} answers, for Micrometer: 1 for 200, 0 for 503. */
@Component
class ReadyMeter {

    private static final String READINESS = "readiness";

    private final HealthEndpoint health;

    ReadyMeter(HealthEndpoint health, MeterRegistry registry) {
        this.health = health;
        Gauge.builder("nuzantara.ready", this, ReadyMeter::ready)
                .description("whether this node answers requests, as /readyz says")
                .register(registry);
    }

    private double ready() {
        var readiness = health.healthForPath(READINESS);
        return readiness != null && readiness.getStatus().equals(Status.UP) ? 1 : 0;
    }
}
