package io.nuzantara.dashboard.web;

import io.nuzantara.dashboard.web.CyclePage.Compared;
import io.nuzantara.dashboard.web.CyclePage.Decision;
import io.nuzantara.orchestrator.PlanView;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who decided a cycle, and what model and rules wanted of each agent that could run. */
final class CycleDecision {

    private final PlanView plan;
    private final Wording words;

    private CycleDecision(PlanView plan, Wording words) {
        this.plan = plan;
        this.words = words;
    }

    static Decision of(PlanView plan, Wording words) {
        return new CycleDecision(plan, words).decision();
    }

    private Decision decision() {
        var asked = plan.asked();
        var compared = plan.decidedBy().equals("model") ? compared() : List.<Compared>of();
        var same = compared.stream().filter(row -> isSame(row)).count();
        return new Decision(
                words.name("cycle.decided", plan.decidedBy()),
                asked == null ? null : asked.sentence(),
                words.of("cycle.agreement", same, compared.size()),
                compared);
    }

    /** Both would run it, or both would not; the order is shown, not judged. */
    private boolean isSame(Compared row) {
        var not = words.of("cycle.run-not");
        return row.model().equals(not) == row.rules().equals(not);
    }

    private List<Compared> compared() {
        return plan.eligible().stream().map(chance -> compared(chance.agent())).toList();
    }

    private Compared compared(String agent) {
        var chosen = plan.runs().stream().map(PlannedRun::agent).toList();
        return new Compared(
                name(agent),
                place(chosen.indexOf(agent)),
                why(agent),
                place(plan.rulePlan().indexOf(agent)));
    }

    private String place(int index) {
        return index < 0 ? words.of("cycle.run-not") : words.of("cycle.run-as", index + 1);
    }

    private String name(String agent) {
        return Stream.concat(
                        plan.runs().stream()
                                .filter(run -> run.agent().equals(agent))
                                .map(PlannedRun::name),
                        plan.leftOut().stream()
                                .filter(left -> left.agent().equals(agent))
                                .map(LeftOut::name))
                .findFirst()
                .orElse(agent);
    }

    /** The model's own words: foreign text. */
    private String why(String agent) {
        return Stream.concat(
                        plan.runs().stream()
                                .filter(run -> run.agent().equals(agent))
                                .map(PlannedRun::why),
                        plan.leftOut().stream()
                                .filter(left -> left.agent().equals(agent))
                                .map(LeftOut::why))
                .map(CycleDecision::orEmpty)
                .findFirst()
                .orElse("");
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
