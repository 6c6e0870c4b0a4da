package io.nuzantara.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All agents at a glance.
 *
 * @param tier 1, as the original counted its autonomous agents
 * @param recentExecutions number of executions of the last 24 hours
 * @param version version of the service that answered
 * @param stopped the global stop while it is on; null = work goes on
 */
public record AgentsStatus(
        boolean success,
        int tier,
        int totalAgents,
        List<AgentStatus> agents,
        long recentExecutions,
        Instant timestamp,
        String version,
        @Nullable Stopped stopped) {

    /** Ids of the agents that every release has; a service may have own ones besides. */
    public static final Set<String> BUILT_IN = Set.of(
            "client_value_predictor", "conversation_trainer", "knowledge_graph_builder", "performance_optimizer");

    public AgentsStatus {
        agents = List.copyOf(agents);
    }

    /**
     * The global stop: no agent starts and nothing calls out.
     *
     * @param by who switched it on
     * @param reason why, in that person's words
     */
    public record Stopped(Instant since, String by, String reason) {}

    /**
     * One agent.
     *
     * @param schedule its cron expression with zone, in words a person reads
     * @param priority 1-10, 10 most important
     * @param backlog what waits for the agent, by kind; empty when nothing is counted
     * @param nextRunAt when it starts by itself next; null without a schedule and while it is disabled
     * @param meanSeconds mean duration of its last ten completed executions
     * @param meanCostUsd mean cost of the same executions, in USD; null when none completed
     */
    public record AgentStatus(
            String id,
            String name,
            String description,
            String schedule,
            int priority,
            long estimatedDurationMin,
            String cron,
            String zone,
            boolean enabled,
            boolean heavy,
            long cooldownMin,
            List<String> dependencies,
            List<Parameter> parameters,
            Map<String, Long> backlog,
            int consecutiveFailures,
            @Nullable Double meanSeconds,
            @Nullable Instant lastStartedAt,
            @Nullable Instant lastCompletedAt,
            @Nullable String lastStatus,
            @Nullable Instant nextRunAt,
            @Nullable ExecutionView active,
            @Nullable Double meanCostUsd) {}

    /** One parameter an agent takes, with its range where it has one. */
    public record Parameter(
            String name,
            String type,
            String description,
            @Nullable Object defaultValue,
            @Nullable Long min,
            @Nullable Long max) {}
}
