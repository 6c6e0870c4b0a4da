package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.orchestrator.AgentFacts.Active;
import io.nuzantara.orchestrator.AgentFacts.Range;
import io.nuzantara.orchestrator.Snapshot.Reading;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns what the agents service said, or that it said nothing, into the facts of a snapshot. */
final class AgentsReading {

    private static final int OVERDUE_AFTER = 3;

    private final IntFunction<List<CycleView>> recent;

    /** A reading that knows the cycles before. */
    AgentsReading(IntFunction<List<CycleView>> recent) {
        this.recent = recent;
    }

    Snapshot snapshot(Instant now, List<Reading> readings, Answer<AgentsStatus> answer) {
        var before = recent.apply(OVERDUE_AFTER);
        return switch (answer) {
            case Answer.Given<AgentsStatus>(var status) -> read(now, readings, status, before);
            case Answer.Refused<AgentsStatus>(var code, var detail, var _) ->
                unreachable(now, readings, code + ", " + withoutEnd(detail), before);
            case Answer.Missing<AgentsStatus>(var reason) -> unreachable(now, readings, reason, before);
        };
    }

    private static Snapshot read(Instant now, List<Reading> readings, AgentsStatus status, List<CycleView> before) {
        try {
            var facts =
                    status.agents().stream().map(agent -> facts(agent, before)).toList();
            var stop = status.stopped();
            return new Snapshot(now, readings, facts, null, stop == null ? null : stop.since());
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            return unreachable(now, readings, "its status could not be understood", before);
        }
    }

    /** The agents as the last cycle knew them, so that each still gets its line. */
    private static Snapshot unreachable(Instant now, List<Reading> readings, String reason, List<CycleView> before) {
        var known = before.stream()
                .findFirst()
                .map(CycleView::plan)
                .map(plan -> plan.snapshot().agents())
                .orElse(List.of());
        return new Snapshot(now, readings, known, reason);
    }

    private static AgentFacts facts(AgentStatus agent, List<CycleView> before) {
        if (!agent.cron().isBlank()) {
            CronSchedule.of(agent.cron(), ZoneId.of(agent.zone()));
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
