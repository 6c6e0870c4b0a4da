package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Verdict.Eligible;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides by rules alone; the same snapshot always gives the same plan. */
final class RulePlanner {

    private static final Comparator<Eligible> FIRST_TO_RUN = Comparator.comparing(
                    (Eligible eligible) -> !eligible.agent().isOverdue())
            .thenComparing(eligible -> eligible.urgency() < 2)
            .thenComparingInt(eligible -> -eligible.agent().priority())
            .thenComparingDouble(eligible -> -eligible.urgency())
            .thenComparing(eligible -> eligible.agent().usualDuration())
            .thenComparing(eligible -> eligible.agent().id());
    private static final Comparator<Left> FIRST_TO_READ = Comparator.comparingInt(
                    (Left left) -> -left.agent().priority())
            .thenComparing(left -> left.agent().id());

    private final OrchestratorSettings settings;
    private final ZoneId zone;

    RulePlanner(OrchestratorSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    /**
     * The plan for what was seen.
     *
     * @param personal whether a person asked for the cycle
     */
    PlanView plan(Snapshot snapshot, boolean personal) {
        var eligibility = new Eligibility(snapshot, settings, zone, personal);
        var verdicts = eligibility.verdicts();
        var turns = new Turns(snapshot, settings);
        var left = new ArrayList<Left>();
        var runs = new LinkedHashMap<String, PlannedRun>();
        for (var eligible : dependenciesFirst(sorted(verdicts))) {
            var missing = eligible.agent().dependencies().stream()
                    .filter(dependency -> !runs.containsKey(dependency) && !eligibility.isFresh(dependency))
                    .toList();
            if (missing.isEmpty() && turns.take(eligible.agent(), runs.keySet())) {
                runs.put(eligible.agent().id(), run(eligible, runs, snapshot.observedAt()));
            } else {
                var causes = Causes.of(eligible.agent(), snapshot, settings.thresholds());
                left.add(
                        missing.isEmpty()
                                ? turns.tooLate(eligible.agent(), causes, runs.keySet())
                                : Eligibility.waitsFor(eligible.agent(), causes, missing));
            }
        }
        return new PlanView("rules", snapshot, List.copyOf(runs.values()), leftOut(verdicts, left));
    }

    private static List<Eligible> sorted(Map<String, Verdict> verdicts) {
        return verdicts.values().stream()
                .<Eligible>mapMulti((verdict, sink) -> {
                    if (verdict instanceof Eligible eligible) {
                        sink.accept(eligible);
                    }
                })
                .sorted(FIRST_TO_RUN)
                .toList();
    }

    /** Keeps the order, except that an agent comes after the eligible ones it depends on. */
    private static List<Eligible> dependenciesFirst(List<Eligible> sorted) {
        var ordered = new ArrayList<Eligible>();
        var seen = new HashSet<String>();
        sorted.forEach(eligible -> add(eligible, sorted, seen, ordered));
        return ordered;
    }

    private static void add(Eligible eligible, List<Eligible> all, Set<String> seen, List<Eligible> ordered) {
        if (seen.add(eligible.agent().id())) {
            var dependencies = eligible.agent().dependencies();
            all.stream()
                    .filter(other -> dependencies.contains(other.agent().id()))
                    .forEach(dependency -> add(dependency, all, seen, ordered));
            ordered.add(eligible);
        }
    }

    private static PlannedRun run(Eligible eligible, Map<String, PlannedRun> before, Instant now) {
        var agent = eligible.agent();
        return new PlannedRun(
                agent.id(),
                agent.name(),
                agent.priority(),
                parameters(agent, now),
                eligible.cause().code(),
                eligible.reason(),
                eligible.urgency(),
                agent.dependencies().stream().filter(before::containsKey).toList());
    }

    /** Back to its last completion and one day more, so that nothing falls between two executions; at first all there is. */
    private static Map<String, Long> parameters(AgentFacts agent, Instant now) {
        var range = agent.daysBack();
        if (range == null) {
            return Map.of();
        }
        var completed = agent.lastCompletedAt();
        var days = completed == null
                ? range.max()
                : Duration.between(completed, now).plusDays(2).minusNanos(1).toDays();
        return Map.of("days_back", Math.clamp(days, range.min(), range.max()));
    }

    private static List<LeftOut> leftOut(Map<String, Verdict> verdicts, List<Left> more) {
        var left = new ArrayList<>(more);
        verdicts.values().forEach(verdict -> {
            if (verdict instanceof Left one) {
                left.add(one);
            }
        });
        return left.stream().sorted(FIRST_TO_READ).map(Left::view).toList();
    }
}
