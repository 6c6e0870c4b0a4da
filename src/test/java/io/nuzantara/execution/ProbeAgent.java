package io.nuzantara.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** An internal agent whose work each test says itself, by name. */
public class ProbeAgent implements Agent {

    /** Contributes the agent to the shared test context. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {
        @Bean
        ProbeAgent probeAgent() {
            return new ProbeAgent();
        }
    }

    private final Map<String, Function<Execution, Outcome>> works = new ConcurrentHashMap<>();

    /** What executions with the parameter {@code work = name} do. */
    public void teach(String name, Function<Execution, Outcome> work) {
        works.put(name, work);
    }

    @Override
    public AgentDescriptor descriptor() {
        return new AgentDescriptor(
                "probe",
                "Probe",
                "Does what a test says",
                "",
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ZERO,
                false,
                List.of(),
                List.of(new ParameterSpec.Text("work", "name of the work")),
                true);
    }

    @Override
    public Outcome run(Execution execution) {
        return works.getOrDefault(execution.parameters().text("work"), unknown -> new Outcome.Completed("", Map.of()))
                .apply(execution);
    }
}
