package io.nuzantara.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a decision needs to know about one agent.
 *
 * @param cron six fields; empty for an agent without schedule
 * @param zone of the cron
 * @param cooldown shortest time between two starts by the orchestrator
 * @param usualDuration mean of its last completed executions, its own estimate before the first
 * @param usualCost mean cost of its last completed executions, in USD; 0 before the first
 * @param daysBack range of its parameter {@code days_back}; null when it has none
 * @param backlog what waits for it, by kind
 * @param active its execution that is not final; null when there is none
 * @param dueLeftOut how many of the last cycles in a row left it out although its schedule wanted it
 */
public record AgentFacts(
        String id,
        String name,
        int priority,
        String cron,
        String zone,
        boolean enabled,
        boolean heavy,
        Duration cooldown,
        Duration usualDuration,
        double usualCost,
        List<String> dependencies,
        @Nullable Range daysBack,
        Map<String, Long> backlog,
        int consecutiveFailures,
        @Nullable Instant lastStartedAt,
        @Nullable Instant lastCompletedAt,
        @Nullable String lastStatus,
        @Nullable Active active,
        int dueLeftOut) {

    public AgentFacts {
        dependencies = List.copyOf(dependencies);
        backlog.values().forEach(Objects::requireNonNull);
        backlog = new TreeMap<>(backlog);
    }

    boolean neverCompleted() {
        return lastCompletedAt == null;
    }

    /** Whether cycles left the agent out so often that neither peak hours nor a model may do so again. */
    boolean isOverdue() {
        return dueLeftOut >= 3;
    }

    /** The id as it stands in URLs: {@code knowledge-graph-builder}. */
    String path() {
        return id.replace('_', '-');
    }

    /** Smallest and largest value, both included. */
    public record Range(long min, long max) {}

    /** An execution that is not final. */
    public record Active(UUID executionId, String status, Instant startedAt) {}
}
