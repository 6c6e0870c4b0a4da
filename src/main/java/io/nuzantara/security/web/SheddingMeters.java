package io.nuzantara.security.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.security.shedding.Gate;
import org.springframework.stereotype.Component;

/** What was refused for whose sake, and how full the gates are. */
@Component
class SheddingMeters {

    private final Counter tooFast;
    private final Counter overloaded;

    SheddingMeters(MeterRegistry registry, Gates gates) {
        tooFast = registry.counter("nuzantara.http.shed", "reason", "sender");
        overloaded = registry.counter("nuzantara.http.shed", "reason", "process");
        gates.all().forEach((name, gate) -> {
            Gauge.builder("nuzantara.http.places.free", gate, Gate::free)
                    .tag("gate", name)
                    .register(registry);
            Gauge.builder("nuzantara.http.waiting", gate, Gate::waiting)
                    .tag("gate", name)
                    .register(registry);
        });
    }

    void tooFast() {
        tooFast.increment();
    }

    void overloaded() {
        overloaded.increment();
    }
}
