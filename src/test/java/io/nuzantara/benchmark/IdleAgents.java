package io.nuzantara.benchmark;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Three agents that always have something to do and are done at once: what a cycle with them takes is the cycle's own. */
@TestConfiguration(proxyBeanMethods = false)
class IdleAgents {

    static final List<String> IDS = List.of("idle_one", "idle_two", "idle_three");

    @Bean
    Agent idleOne() {
        return new Idle(IDS.get(0));
    }

    @Bean
    Agent idleTwo() {
        return new Idle(IDS.get(1));
    }

    @Bean
    Agent idleThree() {
        return new Idle(IDS.get(2));
    }

    private record Idle(String id) implements Agent {

        @Override
        public AgentDescriptor descriptor() {
            return new AgentDescriptor(
                    id,
                    id,
                    "Does nothing, at once.",
                    "",
                    5,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    false,
                    List.of(),
                    List.of(),
                    false);
        }

        @Override
        public Outcome run(Execution execution) {
            return new Outcome.Completed("Nothing.", Map.of());
        }

        @Override
        public Map<String, Long> backlog() {
            return Map.of("things", 1L);
        }
    }
}
