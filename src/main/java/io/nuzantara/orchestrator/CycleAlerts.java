package io.nuzantara.orchestrator;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import org.springframework.stereotype.Component;

/** Tells people what a cycle found wrong, and when it is right again. Reads what became of the executions, not how HTTP went. */
@Component
class CycleAlerts {

    /** The page that shows the last cycle. */
    private static final String TODAY = "/";

    private static final int CRITICAL_PRIORITY = 9;
    private static final int IN_A_ROW = 3;
    private static final String UNREACHABLE = "agents-unreachable";
    private static final String INTERRUPTED = "cycle-interrupted";

    private final Alerts alerts;

    CycleAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Raises what this cycle shows to be wrong and ends what it shows to be right. */
    void raiseFor(CycleView cycle) {
        ended(cycle);
        var plan = cycle.plan();
        if (plan != null) {
            reached(cycle, plan);
            plan.runs()
                    .forEach(planned -> cycle.outcomeOf(planned.agent()).ifPresent(run -> agent(plan, planned, run)));
        }
    }

    private void ended(CycleView cycle) {
        if (cycle.status().equals("interrupted")) {
            alerts.raise(new Alert(
                    Severity.CRITICAL,
                    INTERRUPTED,
                    "Orchestration cycle interrupted",
                    "A cycle did not end within its time and was closed; executions it started go on by themselves. "
                            + "Look at why the orchestrator stopped; the next cycle starts at its hour.",
                    TODAY));
        } else {
            alerts.recover(INTERRUPTED);
        }
    }

    private void reached(CycleView cycle, PlanView plan) {
        var reason = plan.snapshot().unreachable();
        var lost = cycle.runs().stream().anyMatch(run -> run.status().equals("unreachable"));
        if (reason == null && !lost) {
            alerts.recover(UNREACHABLE);
            return;
        }
        alerts.raise(new Alert(
                Severity.CRITICAL,
                UNREACHABLE,
                "Agents service does not answer",
                "The orchestrator could not reach the agents service%s. Nothing was lost; what could not start is looked at again in the next cycle. Check BACKEND_RAG_URL, NUZANTARA_SERVICE_TOKEN and that the service runs."
                        .formatted(reason == null ? "" : ": " + reason),
                TODAY));
    }

    private void agent(PlanView plan, PlannedRun planned, RunView run) {
        var failed = run.status().equals("failed");
        var before = plan.snapshot()
                .agent(run.agent())
                .map(AgentFacts::consecutiveFailures)
                .orElse(0);
        tell(
                failed && planned.priority() >= CRITICAL_PRIORITY,
                run,
                "agent-failed:",
                "%s failed".formatted(run.name()));
        tell(
                failed && before + 1 >= IN_A_ROW,
                run,
                "agent-failing:",
                "%s failed %d times in a row".formatted(run.name(), before + 1));
    }

    private void tell(boolean wrong, RunView run, String cause, String title) {
        if (wrong) {
            alerts.raise(new Alert(
                    Severity.CRITICAL,
                    cause + run.agent(),
                    title,
                    "Execution %s failed with %s. Its finished steps are kept; start the agent again when the cause is gone."
                            .formatted(run.executionId(), run.errorCode()),
                    TODAY));
        } else if (run.status().equals("completed")) {
            alerts.recover(cause + run.agent());
        }
    }
}
