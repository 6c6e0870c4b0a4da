package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.orchestrator.AgentFacts.Active;
import io.nuzantara.orchestrator.AgentFacts.Range;
import io.nuzantara.orchestrator.Snapshot.Reading;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the agents service said, or that it said nothing, into the facts of a snapshot. */
final class AgentsReading {

    private static final int OVERDUE_AFTER = 3;
    private static final int LOOKED_AT = 2 * OVERDUE_AFTER;

    private final Past past;
    private final Supplier<Optional<Instant>> disabled;

    /** What cycles before this one saw and decided. */
    interface Past {

        /** Cycles that have ended, newest first. */
        List<CycleView> recent(int limit);

        /** The first number under this id that a cycle saw after this instant. */
        Optional<Double> firstNumber(String id, Instant after);
    }

    /**
     * A reading that knows the cycles before.
     *
     * @param disabled since when people have switched cycles off
     */
    AgentsReading(Past past, Supplier<Optional<Instant>> disabled) {
        this.past = past;
        this.disabled = disabled;
    }

    Snapshot snapshot(Instant now, List<Reading> readings, Answer<AgentsStatus> answer) {
        var before = decided();
        return switch (answer) {
            case Answer.Given<AgentsStatus>(var status) -> read(now, readings, status, before);
            case Answer.Refused<AgentsStatus>(var code, var detail, var _) ->
                unreachable(now, readings, code + ", " + withoutEnd(detail), before);
            case Answer.Missing<AgentsStatus>(var reason) -> unreachable(now, readings, reason, before);
        };
    }

    /** The last cycles that came to a decision; one that was interrupted before says nothing. */
    private List<CycleView> decided() {
        return past.recent(LOOKED_AT).stream()
                .filter(cycle -> cycle.plan() != null)
                .limit(OVERDUE_AFTER)
                .toList();
    }

    private Snapshot read(Instant now, List<Reading> readings, AgentsStatus status, List<CycleView> before) {
        try {
            var facts =
                    status.agents().stream().map(agent -> facts(agent, before)).toList();
            var stop = status.stopped();
            var all = Stream.concat(readings.stream(), risk(facts)).toList();
            return new Snapshot(
                    now,
                    all,
                    facts,
                    null,
                    stop == null ? null : stop.since(),
                    disabled.get().orElse(null));
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            return unreachable(now, readings, "its status could not be understood", before);
        }
    }

    /** Scored clients at high risk, now and when the scores were last complete. */
    private Stream<Reading> risk(List<AgentFacts> agents) {
        return agents.stream()
                .filter(agent -> agent.id().equals(Triggers.PREDICTOR))
                .flatMap(agent -> Stream.of(
                        reading(Triggers.HIGH_RISK, riskNow(agent), "no client was ever scored"),
                        reading(Triggers.HIGH_RISK_THEN, riskThen(agent), "no cycle saw it since then")));
    }

    private static Optional<Double> riskNow(AgentFacts agent) {
        return Optional.ofNullable(agent.backlog().get(Triggers.HIGH_RISK))
                .filter(_ -> agent.backlog().getOrDefault("scored_clients", 0L) > 0)
                .map(Long::doubleValue);
    }

    private Optional<Double> riskThen(AgentFacts agent) {
        return Optional.ofNullable(agent.lastCompletedAt())
                .flatMap(completed -> past.firstNumber(Triggers.HIGH_RISK, completed));
    }

    private static Reading reading(String id, Optional<Double> value, String otherwise) {
        return new Reading(id, value.orElse(null), value.isPresent() ? null : otherwise);
    }

    /** The agents as the last cycle knew them, so that each still gets its line. */
    private Snapshot unreachable(Instant now, List<Reading> readings, String reason, List<CycleView> before) {
        var known = before.stream()
                .findFirst()
                .map(CycleView::plan)
                .map(plan -> plan.snapshot().agents())
                .orElse(List.of());
        var all = Stream.concat(
                        readings.stream(),
                        Stream.of(reading(Triggers.HIGH_RISK, Optional.empty(), "the agents service did not answer")))
                .toList();
        return new Snapshot(now, all, known, reason, null, disabled.get().orElse(null));
    }

    private static AgentFacts facts(AgentStatus agent, List<CycleView> before) {
        if (!agent.cron().isBlank()) {
            Occurrences.of(agent.cron(), agent.zone());
        }
        return new AgentFacts(
                agent.id(),
                agent.name(),
                agent.priority(),
                agent.cron(),
                agent.zone(),
                agent.enabled(),
                agent.heavy(),
                Duration.ofMinutes(agent.cooldownMin()),
                usualDuration(agent),
                agent.meanCostUsd() == null ? 0 : agent.meanCostUsd(),
                agent.dependencies(),
                daysBack(agent),
                agent.backlog(),
                agent.consecutiveFailures(),
                agent.lastStartedAt(),
                agent.lastCompletedAt(),
                agent.lastStatus(),
                active(agent.active()),
                dueLeftOut(agent.id(), before));
    }

    private static Duration usualDuration(AgentStatus agent) {
        var mean = agent.meanSeconds();
        return mean == null
                ? Duration.ofMinutes(agent.estimatedDurationMin())
                : Duration.ofMillis(Math.round(mean * 1000));
    }

    private static @Nullable Range daysBack(AgentStatus agent) {
        return agent.parameters().stream()
                .filter(parameter -> parameter.name().equals("days_back"))
                .<Range>mapMulti((parameter, sink) -> {
                    if (parameter.min() != null && parameter.max() != null) {
                        sink.accept(new Range(parameter.min(), parameter.max()));
                    }
                })
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Active active(@Nullable ExecutionView execution) {
        return execution == null
                ? null
                : new Active(execution.executionId(), execution.status(), execution.startedAt());
    }

    /** In how many of the last cycles, newest first and without a gap, the agent was due and left out. */
    private static int dueLeftOut(String agent, List<CycleView> before) {
        return (int) before.stream()
                .takeWhile(cycle -> wasDueAndLeftOut(agent, cycle))
                .count();
    }

    private static boolean wasDueAndLeftOut(String agent, CycleView cycle) {
        var plan = cycle.plan();
        return plan != null
                && plan.leftOut().stream().anyMatch(left -> left.agent().equals(agent) && left.due());
    }

    private static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
