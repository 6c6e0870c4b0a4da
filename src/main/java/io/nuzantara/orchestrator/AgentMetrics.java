package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.Snapshot.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a snapshot knows about each agent, as metrics by id. */
final class AgentMetrics {

    private AgentMetrics() {}

    /** {@code backlog.<agent>.<key>}, {@code agent.<agent>.minutes_since_completed} and their like, for all agents. */
    static Stream<Reading> of(Snapshot snapshot) {
        return snapshot.agents().stream().flatMap(agent -> of(agent, snapshot));
    }

    private static Stream<Reading> of(AgentFacts agent, Snapshot snapshot) {
        return Stream.concat(backlog(agent, snapshot.unreachable()), history(agent, snapshot.observedAt()));
    }

    /** What was counted an hour ago is not what waits now. */
    private static Stream<Reading> backlog(AgentFacts agent, @Nullable String unreachable) {
        return agent.backlog().entrySet().stream()
                .map(entry -> reading(
                        "backlog." + agent.id() + "." + entry.getKey(),
                        unreachable == null ? (double) entry.getValue() : null,
                        "the agents service did not answer"));
    }

    private static Stream<Reading> history(AgentFacts agent, Instant now) {
        var prefix = "agent." + agent.id() + ".";
        var never = agent.lastStartedAt() == null;
        return Stream.of(
                reading(
                        prefix + "minutes_since_completed",
                        minutesSince(agent.lastCompletedAt(), now),
                        "never completed"),
                reading(
                        prefix + "consecutive_failures",
                        never ? null : (double) agent.consecutiveFailures(),
                        "never ran"),
                reading(
                        prefix + "mean_seconds",
                        agent.neverCompleted() ? null : agent.usualDuration().toMillis() / 1000.0,
                        "never completed"));
    }

    private static @Nullable Double minutesSince(@Nullable Instant at, Instant now) {
        return at == null ? null : (double) Duration.between(at, now).toMinutes();
    }

    private static Reading reading(String id, @Nullable Double value, String otherwise) {
        return new Reading(id, value, value == null ? otherwise : null);
    }
}
