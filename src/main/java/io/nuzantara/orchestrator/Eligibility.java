package io.nuzantara.orchestrator;

import io.nuzantara.execution.Occurrence;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.orchestrator.Verdict.Code;
import io.nuzantara.orchestrator.Verdict.Eligible;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which agents may run in a cycle, decided by code alone. The reasons against are looked at in the order of
 * {@link Code}; the first that holds is the one given.
 *
 * @param zone of the company: peak hours are its
 * @param personal whether a person asked for the cycle: peak hours do not bind them
 */
record Eligibility(Snapshot snapshot, OrchestratorSettings settings, ZoneId zone, boolean personal) {

    private static final Duration LEAST_COOLDOWN = Duration.ofHours(1);
    private static final LocalTime PEAK_START = LocalTime.of(9, 0);
    private static final LocalTime PEAK_END = LocalTime.of(17, 0);
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int LONGEST_BACK_OFF_HOURS = 24;

    /** A verdict for each agent of the snapshot, by id. */
    SequencedMap<String, Verdict> verdicts() {
        var verdicts = new LinkedHashMap<String, Verdict>();
        snapshot.agents().forEach(agent -> verdicts.put(agent.id(), verdict(agent, new HashSet<>())));
        return verdicts;
    }

    private Verdict verdict(AgentFacts agent, Set<String> asking) {
        var causes = Causes.of(agent, snapshot, settings.thresholds());
        return Stream.<Supplier<Optional<Left>>>of(
                        () -> stopped(agent, causes),
                        () -> disabled(agent, causes),
                        () -> unreachable(agent, causes),
                        () -> active(agent, causes),
                        () -> backingOff(agent, causes),
                        () -> cooldown(agent, causes),
                        () -> dependency(agent, causes, asking),
                        () -> budget(agent, causes),
                        () -> peakHours(agent, causes),
                        () -> nothingToDo(agent, causes))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .map(Verdict.class::cast)
                .findFirst()
                .orElseGet(
                        () -> new Eligible(agent, causes.strongest().orElseThrow(), causes.reasons(), causes.isDue()));
    }

    private Optional<Left> disabled(AgentFacts agent, Causes causes) {
        if (!settings.enabled()) {
            return left(agent, causes, Code.DISABLED, "The orchestrator is switched off (ENABLE_ORCHESTRATOR).");
        }
        var off = snapshot.disabled();
        if (off != null) {
            return left(agent, causes, Code.DISABLED, "Cycles have been switched off for %s.".formatted(since(off)));
        }
        return agent.enabled()
                ? Optional.empty()
                : left(agent, causes, Code.DISABLED, "The agent is switched off in its settings.");
    }

    private Optional<Left> stopped(AgentFacts agent, Causes causes) {
        return Optional.ofNullable(snapshot.stopped())
                .flatMap(since -> left(
                        agent,
                        causes,
                        Code.STOPPED,
                        "All work is stopped for %s; the first page says by whom and why.".formatted(since(since))));
    }

    private Optional<Left> unreachable(AgentFacts agent, Causes causes) {
        return Optional.ofNullable(snapshot.unreachable())
                .flatMap(reason -> left(
                        agent, causes, Code.AGENTS_UNREACHABLE, "The agents service did not answer: " + reason + "."));
    }

    private Optional<Left> active(AgentFacts agent, Causes causes) {
        return Optional.ofNullable(agent.active())
                .flatMap(active -> left(
                        agent,
                        causes,
                        Code.ACTIVE,
                        "It is at work: execution %s is %s since %s."
                                .formatted(active.executionId(), active.status(), since(active.startedAt()))));
    }

    /** 2^(n-1) hours after n failures in a row, at most a day. */
    private Optional<Left> backingOff(AgentFacts agent, Causes causes) {
        var failures = agent.consecutiveFailures();
        if (failures < 1 || agent.lastStartedAt() == null) {
            return Optional.empty();
        }
        var hours = Math.min(LONGEST_BACK_OFF_HOURS, 1L << Math.min(failures - 1, 5));
        return leftUntil(
                agent,
                causes,
                Code.BACKING_OFF,
                agent.lastStartedAt().plus(Duration.ofHours(hours)),
                "It failed %s; the next try comes %s after the last."
                        .formatted(failures == 1 ? "last time" : failures + " times in a row", hours(hours)));
    }

    private Optional<Left> cooldown(AgentFacts agent, Causes causes) {
        if (agent.lastStartedAt() == null) {
            return Optional.empty();
        }
        var cooldown = agent.cooldown().compareTo(LEAST_COOLDOWN) < 0 ? LEAST_COOLDOWN : agent.cooldown();
        return leftUntil(
                agent,
                causes,
                Code.COOLDOWN,
                agent.lastStartedAt().plus(cooldown),
                "It started %s ago; at least %s lie between two starts."
                        .formatted(since(agent.lastStartedAt()), Words.duration(cooldown)));
    }

    /** A dependency must have completed within its own schedule interval, or run in the same plan. */
    private Optional<Left> dependency(AgentFacts agent, Causes causes, Set<String> asking) {
        if (!asking.add(agent.id())) {
            return left(agent, causes, Code.DEPENDENCY, "Its dependencies form a circle.");
        }
        var missing = agent.dependencies().stream()
                .filter(dependency -> !isFresh(dependency) && !mayRun(dependency, asking))
                .toList();
        asking.remove(agent.id());
        return missing.isEmpty() ? Optional.empty() : Optional.of(waitsFor(agent, causes, missing));
    }

    static Left waitsFor(AgentFacts agent, Causes causes, List<String> missing) {
        var reason = "It needs results of %s, which has not completed within its own schedule and does not run now."
                .formatted(String.join(", ", missing));
        return new Left(agent, Code.DEPENDENCY, reason, null, causes.isDue());
    }

    /** Whether this agent completed within the interval of its own schedule. */
    boolean isFresh(String id) {
        return snapshot.agent(id).filter(this::isFresh).isPresent();
    }

    private boolean isFresh(AgentFacts agent) {
        var completed = agent.lastCompletedAt();
        if (completed == null || agent.cron().isBlank()) {
            return completed != null;
        }
        return Occurrences.of(agent.cron(), agent.zone())
                .interval(now())
                .map(interval -> !completed.plus(interval).isBefore(now()))
                .orElse(true);
    }

    private boolean mayRun(String id, Set<String> asking) {
        return snapshot.agent(id)
                .filter(agent -> verdict(agent, asking) instanceof Eligible)
                .isPresent();
    }

    private Optional<Left> budget(AgentFacts agent, Causes causes) {
        var tomorrow =
                now().atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        return snapshot.number(DayBudget.LEFT)
                .filter(left -> agent.usualCost() > left)
                .flatMap(left -> leftUntil(
                        agent,
                        causes,
                        Code.BUDGET,
                        tomorrow,
                        "It usually costs %s USD, and %s USD are left for today."
                                .formatted(Words.money(agent.usualCost()), Words.money(left))));
    }

    private Optional<Left> peakHours(AgentFacts agent, Causes causes) {
        var local = now().atZone(zone);
        var time = local.toLocalTime();
        var peak = !WEEKEND.contains(local.getDayOfWeek()) && !time.isBefore(PEAK_START) && time.isBefore(PEAK_END);
        if (!peak || !agent.heavy() || personal || agent.isOverdue() || agent.neverCompleted()) {
            return Optional.empty();
        }
        var end = local.with(PEAK_END).toInstant();
        return leftUntil(
                agent, causes, Code.PEAK_HOURS, end, "It is heavy work, kept out of 09:00-17:00 of a working day.");
    }

    private Optional<Left> nothingToDo(AgentFacts agent, Causes causes) {
        if (causes.strongest().isPresent()) {
            return Optional.empty();
        }
        var next = agent.cron().isBlank()
                ? null
                : Occurrences.of(agent.cron(), agent.zone())
                        .next(now())
                        .map(Occurrence::at)
                        .orElse(null);
        return Optional.of(new Left(agent, Code.NOTHING_TO_DO, causes.shortfall(), next, false));
    }

    private Optional<Left> left(AgentFacts agent, Causes causes, Code code, String reason) {
        return Optional.of(new Left(agent, code, reason, null, causes.isDue()));
    }

    private Optional<Left> leftUntil(AgentFacts agent, Causes causes, Code code, Instant until, String reason) {
        return now().isBefore(until)
                ? Optional.of(new Left(agent, code, reason, until, causes.isDue()))
                : Optional.empty();
    }

    private Instant now() {
        return snapshot.observedAt();
    }

    private String since(Instant start) {
        return Words.duration(Duration.between(start, now()));
    }

    private static String hours(long hours) {
        return Words.counted(hours, "hour");
    }
}
