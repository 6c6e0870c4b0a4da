package io.nuzantara.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ImportMetersTests {

    @Test
    void onlyTheFirstFiftySourcesAreCounted() {
        var registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new ImportMeters.SourceLimit());

        for (var number = 0; number < 60; number++) {
            registry.counter("nuzantara.import.rows", "source", "source " + number, "outcome", "created")
                    .increment();
            registry.counter("another", "source", "source " + number).increment();
        }

        assertThat(registry.find("nuzantara.import.rows").counters()).hasSize(50);
        assertThat(registry.find("another").counters()).hasSize(60);
    }
}
