package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.PlanView.Asked;
import io.nuzantara.orchestrator.PlanView.Chance;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Verdict.Eligible;
import io.nuzantara.orchestrator.Verdict.Left;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision stands on: what was seen, and which agents may run. Every plan is made here, so that whoever chose the order
 * of the agents could choose nothing else.
 *
 * @param eligible the agents that may run, in the order in which rules start them
 */
record Grounds(
        Snapshot snapshot,
        OrchestratorSettings settings,
        Eligibility eligibility,
        SequencedMap<String, Verdict> verdicts,
        List<Eligible> eligible) {

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

    static Grounds of(Snapshot snapshot, OrchestratorSettings settings, ZoneId zone, boolean personal) {
        var eligibility = new Eligibility(snapshot, settings, zone, personal);
        var verdicts = eligibility.verdicts();
        var sorted = verdicts.values().stream()
                .<Eligible>mapMulti((verdict, sink) -> {
                    if (verdict instanceof Eligible eligible) {
                        sink.accept(eligible);
                    }
                })
                .sorted(FIRST_TO_RUN)
                .toList();
        return new Grounds(snapshot, settings, eligibility, verdicts, sorted);
    }

    /** Ids of the agents that may run. */
    List<String> ids() {
        return eligible.stream().map(each -> each.agent().id()).toList();
    }

    /** The plan by rules. */
    PlanView byRules() {
        return byRules(PlanView.RULES, null);
    }

    /** The plan by rules, after a model was asked in vain. */
    PlanView byRulesAfter(Asked asked) {
        return byRules(PlanView.RULES_AFTER_MODEL, asked);
    }

    private PlanView byRules(String decidedBy, @Nullable Asked asked) {
        var arranged = Arrangement.of(this, eligible);
        return view(decidedBy, arranged.runs(), leftOut(arranged.left()), planned(arranged.runs()), asked);
    }

    /** The plan as a model wished it, as far as the rules allow: what is overdue runs first and cannot be left out. */
    PlanView byModel(Wish wish, Asked asked) {
        var wished = Stream.concat(overdue(), wish.run().keySet().stream().map(this::eligible))
                .distinct()
                .toList();
        var arranged = Arrangement.of(this, wished);
        var left = new ArrayList<>(arranged.left());
        eligible.stream()
                .filter(each -> !wished.contains(each))
                .map(Grounds::leftByModel)
                .forEach(left::add);
        var runs = arranged.runs().stream().map(run -> in(run, wish.run())).toList();
        var others = leftOut(left).stream().map(one -> in(one, wish.leave())).toList();
        return view(
                PlanView.MODEL,
                runs,
                others,
                planned(Arrangement.of(this, eligible).runs()),
                asked);
    }

    private Stream<Eligible> overdue() {
        return eligible.stream().filter(each -> each.agent().isOverdue());
    }

    private Eligible eligible(String id) {
        return eligible.stream()
                .filter(each -> each.agent().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Left leftByModel(Eligible eligible) {
        return new Left(
                eligible.agent(),
                Verdict.Code.LEFT_BY_MODEL,
                "The model left it to a later cycle. By rules it may run: " + eligible.reason(),
                null,
                eligible.due());
    }

    private static PlannedRun in(PlannedRun run, Map<String, String> words) {
        return new PlannedRun(
                run.agent(),
                run.name(),
                run.priority(),
                run.parameters(),
                run.reasonCode(),
                run.reason(),
                run.urgency(),
                run.waitsFor(),
                words.get(run.agent()));
    }

    private static LeftOut in(LeftOut left, Map<String, String> words) {
        return new LeftOut(
                left.agent(),
                left.name(),
                left.reasonCode(),
                left.reason(),
                left.until(),
                left.due(),
                words.get(left.agent()));
    }

    private PlanView view(
            String decidedBy, List<PlannedRun> runs, List<LeftOut> left, List<String> rulePlan, @Nullable Asked asked) {
        return new PlanView(decidedBy, snapshot, runs, left, chances(), rulePlan, asked);
    }

    private List<Chance> chances() {
        return eligible.stream()
                .map(each -> new Chance(
                        each.agent().id(),
                        each.urgency(),
                        each.cause().code(),
                        each.agent().isOverdue()))
                .toList();
    }

    private static List<String> planned(List<PlannedRun> runs) {
        return runs.stream().map(PlannedRun::agent).toList();
    }

    private List<LeftOut> leftOut(List<Left> more) {
        var left = new ArrayList<>(more);
        verdicts.values().forEach(verdict -> {
            if (verdict instanceof Left one) {
                left.add(one);
            }
        });
        return left.stream().sorted(FIRST_TO_READ).map(Left::view).toList();
    }
}
