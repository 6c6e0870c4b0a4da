package io.nuzantara.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent as a simple server: what it is, how it has been doing, what it works on. */
final class SimulatedAgent {

    final String id;
    final int priority;
    final String cron;
    final Duration cooldown;
    final Duration usual;
    final boolean heavy;
    final double cost;

    @Nullable
    Instant started;

    @Nullable
    Instant completed;

    boolean active;
    int failures;
    int dueLeftOut;

    private SimulatedAgent(
            String id, int priority, String cron, int cooldownHours, int minutes, boolean heavy, double cost) {
        this.id = id;
        this.priority = priority;
        this.cron = cron;
        this.cooldown = Duration.ofHours(cooldownHours);
        this.usual = Duration.ofMinutes(minutes);
        this.heavy = heavy;
        this.cost = cost;
    }

    static SimulatedAgent predictor() {
        return new SimulatedAgent("client_value_predictor", 9, "0 0 10 * * *", 6, 10, false, 0.02);
    }

    static SimulatedAgent graph() {
        return new SimulatedAgent("knowledge_graph_builder", 7, "0 0 4 * * *", 1, 30, true, 0.10);
    }

    static SimulatedAgent trainer() {
        return new SimulatedAgent("conversation_trainer", 8, "0 0 4 * * SUN", 24, 15, false, 0.20);
    }

    static SimulatedAgent optimizer() {
        return new SimulatedAgent("performance_optimizer", 8, "0 0 */6 * * *", 3, 20, false, 0.01);
    }

    /** The agent as it stands in a snapshot. */
    AgentFacts facts(String zone, Map<String, Long> backlog) {
        return new AgentFacts(
                id,
                id,
                priority,
                cron,
                zone,
                true,
                heavy,
                cooldown,
                usual,
                cost,
                List.of(),
                null,
                backlog,
                failures,
                started,
                completed,
                completed == null ? null : failures > 0 ? "failed" : "completed",
                active && started != null ? new AgentFacts.Active(new UUID(0, 1), "running", started) : null,
                dueLeftOut);
    }
}
