package io.nuzantara.execution.crash;

import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.ParameterSpec;
import java.time.Duration;
import java.util.List;

/** What the agents for tests have in common. */
final class Probes {

    private static final List<ParameterSpec> PARAMETERS = List.of(
            new ParameterSpec.WholeNumber("latency", "milliseconds of a call", 0, 0, 600_000),
            new ParameterSpec.WholeNumber("items", "how many items", 0, 0, 10_000_000),
            new ParameterSpec.Text("kind", "kind of items"));

    private Probes() {}

    static AgentDescriptor descriptor(String id, String cron) {
        return new AgentDescriptor(
                id,
                id,
                "Does what a test needs",
                cron,
                5,
                Duration.ofSeconds(1),
                Duration.ofHours(2),
                Duration.ZERO,
                false,
                List.of(),
                PARAMETERS,
                false);
    }
}
