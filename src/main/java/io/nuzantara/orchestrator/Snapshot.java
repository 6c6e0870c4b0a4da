package io.nuzantara.orchestrator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator saw at one instant; numbers, ids and times only. A plan can be computed again from it.
 *
 * @param readings the system's metrics, each known or unknown with its reason
 * @param agents what the agents service said about each agent; as last known when it did not answer
 * @param unreachable why the agents service did not answer; null when it did
 * @param stopped since when the global stop is on; null = work goes on
 * @param disabled since when people have switched cycles off; null = they are on
 */
public record Snapshot(
        Instant observedAt,
        List<Reading> readings,
        List<AgentFacts> agents,
        @Nullable String unreachable,
        @Nullable Instant stopped,
        @Nullable Instant disabled) {

    public Snapshot {
        readings = List.copyOf(readings);
        agents = List.copyOf(agents);
    }

    /** While nothing is stopped. */
    public Snapshot(Instant observedAt, List<Reading> readings, List<AgentFacts> agents, @Nullable String unreachable) {
        this(observedAt, readings, agents, unreachable, null, null);
    }

    /** The number of this metric, when it is known. */
    public Optional<Double> number(String id) {
        return readings.stream()
                .filter(reading -> reading.id().equals(id))
                .findFirst()
                .flatMap(Reading::number);
    }

    /** Every metric: the readings, then what is known about each agent, under its id. */
    public List<Reading> metrics() {
        return Stream.concat(readings.stream(), AgentMetrics.of(this)).toList();
    }

    /** What is known about one agent. */
    public Optional<AgentFacts> agent(String id) {
        return agents.stream().filter(agent -> agent.id().equals(id)).findFirst();
    }

    /**
     * One metric: either its value or why there is none.
     *
     * @param id e.g. {@code p95_response_ms}
     */
    public record Reading(
            String id, @Nullable Double value, @Nullable String unknown) {

        public Reading {
            if ((value == null) == (unknown == null)) {
                throw new IllegalArgumentException("reading " + id + " needs a value or a reason, not both");
            }
        }

        Optional<Double> number() {
            return Optional.ofNullable(value);
        }
    }
}
