package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Verdict.Eligible;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Eligible agents in a wished order, brought into one that works: dependencies before their dependants, as many as get their turn
 * in time. Parameters come from here, never from who wished.
 *
 * @param left agents of the wish that have to wait after all
 */
record Arrangement(List<PlannedRun> runs, List<Left> left) {

    static Arrangement of(Grounds grounds, List<Eligible> wished) {
        var snapshot = grounds.snapshot();
        var turns = new Turns(snapshot, grounds.settings());
        var left = new ArrayList<Left>();
        var runs = new LinkedHashMap<String, PlannedRun>();
        for (var eligible : dependenciesFirst(wished)) {
            var agent = eligible.agent();
            var missing = agent.dependencies().stream()
                    .filter(dependency -> !runs.containsKey(dependency)
                            && !grounds.eligibility().isFresh(dependency))
                    .toList();
            if (missing.isEmpty() && turns.take(agent, runs.keySet())) {
                runs.put(agent.id(), run(eligible, runs, snapshot.observedAt()));
            } else {
                var causes = Causes.of(agent, snapshot, grounds.settings().thresholds());
                left.add(
                        missing.isEmpty()
                                ? turns.tooLate(agent, causes, runs.keySet())
                                : Eligibility.waitsFor(agent, causes, missing));
            }
        }
        return new Arrangement(List.copyOf(runs.values()), left);
    }

    /** Keeps the order, except that an agent comes after the wished ones it depends on. */
    private static List<Eligible> dependenciesFirst(List<Eligible> wished) {
        var ordered = new ArrayList<Eligible>();
        var seen = new HashSet<String>();
        wished.forEach(eligible -> add(eligible, wished, seen, ordered));
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
}
