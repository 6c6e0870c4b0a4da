package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.CycleStatistics.Decided;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sums over what cycles decided: how often the model agreed with the rules, and what came of it where it did not. */
final class Decisions {

    private Decisions() {}

    static StatisticsView.Planners of(List<Decided> decisions) {
        var byModel = decisions.stream()
                .filter(decided -> decided.decidedBy().equals(PlanView.MODEL))
                .toList();
        var refusals = new TreeMap<String, Long>();
        decisions.stream()
                .flatMap(decided -> Stream.ofNullable(decided.refusal()))
                .forEach(refusal -> refusals.merge(refusal, 1L, Long::sum));
        return new StatisticsView.Planners(
                decisions.size(),
                byModel.size(),
                refusals,
                Share.of(count(byModel, Decisions::isSameSet), byModel.size()),
                Share.of(count(byModel, decided -> decided.planned().equals(decided.rulePlan())), byModel.size()),
                found(byModel, true),
                found(byModel, false),
                byModel.stream().mapToLong(Decisions::leftByModel).sum(),
                found(
                        decisions.stream()
                                .filter(decided -> !decided.decidedBy().equals(PlanView.MODEL))
                                .toList(),
                        true));
    }

    private static long count(List<Decided> decisions, Predicate<Decided> test) {
        return decisions.stream().filter(test).count();
    }

    private static boolean isSameSet(Decided decided) {
        return Set.copyOf(decided.planned()).equals(Set.copyOf(decided.rulePlan()));
    }

    private static long leftByModel(Decided decided) {
        return decided.rulePlan().stream()
                .filter(agent -> !decided.planned().contains(agent))
                .count();
    }

    /** Of the runs that rules wanted as well, or did not, those that found work. */
    private static Share found(List<Decided> decisions, boolean alsoByRules) {
        var judged = decisions.stream()
                .flatMap(decided ->
                        decided.runs().stream().filter(run -> decided.rulePlan().contains(run.agent()) == alsoByRules))
                .flatMap(run -> run.foundWork().stream())
                .toList();
        return Share.of(judged.stream().filter(found -> found).count(), judged.size());
    }
}
