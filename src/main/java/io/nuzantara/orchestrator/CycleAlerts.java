package io.nuzantara.orchestrator;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.orchestrator.CycleView.RunView;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells people what a cycle found wrong, and when it is right again. Agents that fail are told wherever they were started. */
@Component
class CycleAlerts {

    private static final int IN_A_ROW = 3;
    private static final String UNREACHABLE = "agents-unreachable";
    private static final String INTERRUPTED = "cycle-interrupted";

    private final Alerts alerts;
    private final CycleReports reports;
    private final TrendAlerts trends;

    CycleAlerts(Alerts alerts, CycleReports reports) {
        this.alerts = alerts;
        this.reports = reports;
        this.trends = new TrendAlerts(alerts);
    }

    /** Raises what this cycle, whose report is saved, shows to be wrong and ends what it shows to be right. */
    void raiseFor(CycleView cycle) {
        ended(cycle);
        var plan = cycle.plan();
        if (plan != null) {
            reached(cycle, plan);
            var asked = plan.asked() == null ? List.<PlanView>of() : reports.lastAsked(IN_A_ROW);
            trends.raiseFor(plan, before(cycle), asked, page(cycle));
        }
    }

    /** The plans of the two cycles before, the last one first. */
    private List<PlanView> before(CycleView cycle) {
        return reports.recent(IN_A_ROW).stream()
                .filter(other -> !other.cycleId().equals(cycle.cycleId()))
                .limit(IN_A_ROW - 1)
                .flatMap(other -> Optional.ofNullable(other.plan()).stream())
                .toList();
    }

    private static String page(CycleView cycle) {
        return "/cycles/" + cycle.cycleId();
    }

    private void ended(CycleView cycle) {
        if (cycle.status().equals("interrupted")) {
            alerts.raise(new Alert(
                    Severity.CRITICAL,
                    INTERRUPTED,
                    "Orchestration cycle interrupted",
                    "A cycle did not end within its time and was closed; executions it started go on by themselves. "
                            + "Look at why the orchestrator stopped; the next cycle starts at its hour.",
                    page(cycle)));
        } else {
            alerts.recover(INTERRUPTED);
        }
    }

    /** Wrong when nobody was reached in the whole cycle, right when everybody was; in between the next cycle tells. */
    private void reached(CycleView cycle, PlanView plan) {
        var silent = plan.snapshot().unreachable();
        var lost = cycle.runs().stream().filter(CycleAlerts::isLost).count();
        if (silent == null && lost == 0) {
            alerts.recover(UNREACHABLE);
        } else if (silent != null || lost == cycle.runs().size()) {
            alerts.raise(new Alert(
                    Severity.CRITICAL,
                    UNREACHABLE,
                    "Agents service does not answer",
                    "The orchestrator could not reach the agents service%s. Nothing was lost; what could not start is looked at again in the next cycle. Check BACKEND_RAG_URL, NUZANTARA_SERVICE_TOKEN and that the service runs."
                            .formatted(silent == null ? "" : ": " + silent),
                    page(cycle)));
        }
    }

    private static boolean isLost(RunView run) {
        return run.executionId() == null
                && (run.status().equals("unreachable") || run.status().equals("unreached"));
    }
}
