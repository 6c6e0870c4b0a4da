package io.nuzantara.cli;

import io.nuzantara.orchestrator.CycleView;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.PlanView;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cycles and plans in words: what ran and because of what, what was left out and because of what, with the numbers. */
final class CycleText {

    private CycleText() {}

    /** The report of a cycle, a line each. */
    static List<String> report(CycleView cycle) {
        var lines = new ArrayList<String>();
        lines.add("Cycle %s %s%s"
                .formatted(
                        cycle.cycleId(),
                        cycle.status(),
                        cycle.finishedAt() == null
                                ? ""
                                : " in " + Durations.between(cycle.startedAt(), cycle.finishedAt())));
        lines.add(cycle.message());
        cycle.runs().forEach(run -> lines.addAll(run(cycle, run)));
        leftOut(cycle).forEach(left -> lines.add("- %s left out: %s".formatted(left.name(), left.reason())));
        return lines;
    }

    private static List<String> run(CycleView cycle, RunView run) {
        var lines = new ArrayList<String>();
        var took = run.duration().map(time -> " in " + Durations.words(time)).orElse("");
        lines.add("- %s: %s%s".formatted(run.name(), status(run), took));
        planned(cycle, run.agent()).ifPresent(plan -> lines.add("    because " + plan.reason()));
        if (run.message() != null && !run.message().isBlank()) {
            lines.add("    " + run.message());
        }
        if (!run.figures().isEmpty()) {
            lines.add("    " + figures(run));
        }
        return lines;
    }

    private static String status(RunView run) {
        return run.degraded()
                ? "%s, not whole (%s)".formatted(run.status(), Words.name(Words.joined(run.degradedReasons())))
                : Words.name(run.status());
    }

    private static String figures(RunView run) {
        return Words.joined(run.figures().stream()
                .map(figure -> Words.name(figure.name()) + " " + Words.number(figure.value()))
                .toList());
    }

    private static Optional<PlannedRun> planned(CycleView cycle, String agent) {
        return plan(cycle)
                .flatMap(plan -> plan.runs().stream())
                .filter(planned -> planned.agent().equals(agent))
                .findFirst();
    }

    private static Stream<LeftOut> leftOut(CycleView cycle) {
        return plan(cycle).flatMap(plan -> plan.leftOut().stream());
    }

    private static Stream<PlanView> plan(CycleView cycle) {
        return Stream.ofNullable(cycle.plan());
    }

    /** What would run and what would not, a line each. */
    static List<String> plan(PlanView plan) {
        var lines = new ArrayList<String>();
        plan.runs().forEach(run -> lines.add("run   %s: %s".formatted(run.name(), run.reason())));
        plan.leftOut()
                .forEach(left -> lines.add("leave %s: %s%s"
                        .formatted(
                                left.name(),
                                left.reason(),
                                left.until() == null ? "" : " until " + Words.time(left.until()))));
        return lines;
    }

    /** What a plan was made from, a line each. */
    static List<String> seen(PlanView plan) {
        var lines = new ArrayList<String>();
        lines.add("Seen at %s, decided by %s:"
                .formatted(Words.time(plan.snapshot().observedAt()), plan.decidedBy()));
        plan.snapshot()
                .readings()
                .forEach(reading -> lines.add("  %s %s"
                        .formatted(
                                reading.id(),
                                reading.value() == null
                                        ? "unknown: " + Words.orDash(reading.unknown())
                                        : Words.number(reading.value()))));
        plan.runs()
                .forEach(run -> lines.add("  %s: %s, urgency %s, parameters %s"
                        .formatted(run.agent(), run.reasonCode(), Words.number(run.urgency()), run.parameters())));
        plan.leftOut().forEach(left -> lines.add("  %s: %s".formatted(left.agent(), left.reasonCode())));
        return lines;
    }

    /** Where a cycle stands, on one line. */
    static String standing(CycleView cycle) {
        return "cycle: %s%s"
                .formatted(
                        cycle.phase(),
                        Words.joined(cycle.runs().stream()
                                        .map(run -> run.agent() + " " + Words.name(run.status()))
                                        .toList())
                                .transform(runs -> runs.isEmpty() ? "" : " (" + runs + ")"));
    }

    /** Whether every agent that the cycle ran did its work. */
    static boolean wentWell(CycleView cycle) {
        return cycle.status().equals("completed")
                && cycle.runs().stream()
                        .noneMatch(run -> List.of(
                                        "failed", "cancelled", "still_running", "unreachable", "refused", "skipped")
                                .contains(run.status()));
    }
}
