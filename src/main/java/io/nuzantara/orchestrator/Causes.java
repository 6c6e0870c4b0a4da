package io.nuzantara.orchestrator;

import io.nuzantara.execution.Occurrence;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.orchestrator.OrchestratorSettings.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an agent may be worth running now, by the numbers of a snapshot.
 *
 * @param due empty, or one entry: a start of its own schedule was missed
 * @param counted every number looked at for this agent, reached or not
 */
record Causes(Optional<Cause> due, List<Cause> counted) {

    static final String DUE = "due";

    /** Starts of the engine itself take no longer by its service level; before that none was missed. */
    private static final Duration PUNCTUAL = Duration.ofMinutes(5);

    static Causes of(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        return new Causes(due(agent, snapshot.observedAt()), Triggers.of(agent, snapshot, thresholds));
    }

    boolean isDue() {
        return due.isPresent();
    }

    /** The strongest cause that holds; empty when there is no reason to run. */
    Optional<Cause> strongest() {
        return holding().max(Comparator.comparingDouble(Cause::urgency).thenComparing(Cause::code));
    }

    /** Every cause that holds as one sentence. */
    String reasons() {
        var joined = holding().map(Cause::sentence).collect(Collectors.joining("; "));
        return joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1) + ".";
    }

    /** The numbers that were not enough as one sentence. */
    String shortfall() {
        return counted.isEmpty()
                ? "Nothing waits for it and its schedule has not come."
                : "Not enough to do: " + counted.stream().map(Cause::sentence).collect(Collectors.joining("; ")) + ".";
    }

    private Stream<Cause> holding() {
        return Stream.concat(due.stream(), counted.stream().filter(Cause::isReached));
    }

    /** An instant of its schedule lies between its last start and now: that start was missed. */
    private static Optional<Cause> due(AgentFacts agent, Instant now) {
        var lastStart = agent.lastStartedAt();
        if (agent.cron().isBlank() || lastStart == null) {
            return Optional.empty();
        }
        return Occurrences.of(agent.cron(), agent.zone())
                .next(lastStart)
                .map(Occurrence::at)
                .filter(instant -> !instant.plus(PUNCTUAL).isAfter(now))
                .map(missed -> new Cause(
                        DUE,
                        1,
                        "its scheduled start was missed " + Words.duration(Duration.between(missed, now)) + " ago"));
    }
}
