package io.nuzantara.orchestrator;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.api.ExecutionView.Links;
import io.nuzantara.orchestrator.CycleView.Figure;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.CycleView.Totals;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run of a cycle looks like at each point of its way, and what a cycle's runs add up to. */
final class Runs {

    private static final Set<String> OPEN = Set.of("planned", "starting", "started", "running", "waiting_approval");

    private Runs() {}

    static RunView planned(PlannedRun run) {
        return run(run, "planned", null, null);
    }

    static RunView starting(PlannedRun run) {
        return run(run, "starting", null, null);
    }

    /** Left alone after all, because what it needs did not complete. */
    static RunView skipped(PlannedRun run, String reason) {
        return run(run, "skipped", null, reason);
    }

    static RunView refused(PlannedRun run, String code, String detail) {
        return run(run, "refused", code, detail);
    }

    static RunView unreachable(PlannedRun run, String reason) {
        return run(run, "unreachable", "agents_unreachable", "The agents service did not answer: " + reason + ".");
    }

    private static RunView run(PlannedRun run, String status, @Nullable String code, @Nullable String message) {
        return new RunView(
                run.agent(),
                run.name(),
                status,
                null,
                false,
                false,
                List.of(),
                null,
                null,
                null,
                message,
                code,
                List.of());
    }

    /** An execution as the agents service shows it. */
    static RunView of(PlannedRun run, ExecutionView execution, boolean followed) {
        return new RunView(
                run.agent(),
                run.name(),
                execution.status(),
                execution.executionId(),
                followed,
                execution.degraded(),
                execution.degradedReasons(),
                execution.startedAt(),
                execution.completedAt(),
                execution.isFinal() ? null : execution.state().phase(),
                execution.error() == null ? execution.message() : execution.error(),
                execution.errorCode(),
                figures(execution.result()),
                execution.cost(),
                Links.of(execution.executionId(), execution.status(), 0, null).self());
    }

    /** The numbers of a result; texts and lists stay with the execution. */
    private static List<Figure> figures(@Nullable Map<String, Object> result) {
        return result == null
                ? List.of()
                : result.entrySet().stream()
                        .<Figure>mapMulti((entry, sink) -> {
                            if (entry.getValue() instanceof Number number) {
                                sink.accept(new Figure(entry.getKey(), number.doubleValue()));
                            }
                        })
                        .toList();
    }

    /** The same run, given up although its execution may go on. */
    static RunView givenUp(RunView last, String status, String message) {
        return new RunView(
                last.agent(),
                last.name(),
                status,
                last.executionId(),
                last.followed(),
                last.degraded(),
                last.degradedReasons(),
                last.startedAt(),
                last.finishedAt(),
                last.phase(),
                message,
                last.errorCode(),
                last.figures(),
                last.cost(),
                last.link());
    }

    /** The same run, now that its execution has ended. */
    static RunView closed(RunView last, ExecutionView execution) {
        return new RunView(
                last.agent(),
                last.name(),
                execution.status(),
                last.executionId(),
                last.followed(),
                execution.degraded(),
                execution.degradedReasons(),
                execution.startedAt(),
                execution.completedAt(),
                null,
                execution.error() == null ? execution.message() : execution.error(),
                execution.errorCode(),
                figures(execution.result()),
                execution.cost(),
                last.link());
    }

    /** A run of an execution that is known by its id alone. */
    static RunView following(PlannedRun run, UUID execution, Instant now) {
        return new RunView(
                run.agent(),
                run.name(),
                "running",
                execution,
                true,
                false,
                List.of(),
                now,
                null,
                null,
                null,
                null,
                List.of());
    }

    static boolean isFinal(RunView run) {
        return !OPEN.contains(run.status());
    }

    static Totals totals(@Nullable PlanView plan, List<RunView> runs) {
        var completed = count(runs, "completed");
        var degraded = (int) runs.stream()
                .filter(run -> run.status().equals("completed") && run.degraded())
                .count();
        var failed = count(runs, "failed");
        return new Totals(
                runs.size(),
                completed - degraded,
                degraded,
                failed,
                runs.size() - completed - failed,
                plan == null ? 0 : plan.leftOut().size());
    }

    private static int count(List<RunView> runs, String status) {
        return (int) runs.stream().filter(run -> run.status().equals(status)).count();
    }

    /** The cycle in one sentence. */
    static String sentence(String status, String phase, Totals totals) {
        return switch (status) {
            case "running" -> atWork(phase, totals);
            case "interrupted" -> "Interrupted; " + counts(totals);
            case "stopped" -> "Ended early, because the engine is stopped; " + counts(totals);
            default ->
                totals.planned() == 0
                        ? "No agent needed to run; %d left out with their reasons.".formatted(totals.leftOut())
                        : counts(totals);
        };
    }

    private static String atWork(String phase, Totals totals) {
        return switch (phase) {
            case "waiting" -> "Waiting for the agents service.";
            case "observing" -> "Looking at the system.";
            case "planning" -> "Deciding which agents run.";
            case "running" ->
                "%d of %d agents have completed so far."
                        .formatted(totals.completed() + totals.degraded(), totals.planned());
            default -> "Writing the report.";
        };
    }

    private static String counts(Totals totals) {
        return "%d of %d agents completed, %d degraded, %d failed, %d other; %d left out."
                .formatted(
                        totals.completed() + totals.degraded(),
                        totals.planned(),
                        totals.degraded(),
                        totals.failed(),
                        totals.other(),
                        totals.leftOut());
    }
}
