package io.nuzantara.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Agents that people see and that do nothing, for tests that build their classes by hand. */
public final class TestAgents {

    private TestAgents() {}

    public static Agents of(String... ids) {
        return new Agents(Stream.of(ids).<Agent>map(Idle::new).toList());
    }

    private record Idle(String id) implements Agent {
        @Override
        public AgentDescriptor descriptor() {
            return new AgentDescriptor(
                    id,
                    id,
                    "does nothing",
                    "",
                    5,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5),
                    Duration.ZERO,
                    false,
                    List.of(),
                    List.of(),
                    false);
        }

        @Override
        public Outcome run(Execution execution) {
            return new Outcome.Completed("", Map.of());
        }
    }
}
