package io.nuzantara.orchestrator;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What only several cycles, or the numbers that a cycle saw, show to be wrong. */
final class TrendAlerts {

    /** How a plan says that the model was asked and the rules had to decide. */
    static final String FALLEN_BACK = "rules_after_model_failure";

    private static final int FALLBACKS = 3;
    private static final int SLOW_CYCLES = 2;
    private static final double ERROR_RATE = 0.05;
    private static final double P95_MS = 3000;

    private final Alerts alerts;

    TrendAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /**
     * Raises and ends what follows from the latest plans.
     *
     * @param before plans of earlier cycles, the last one first
     * @param asked the last plans for which a model was asked, this one first; empty when none was asked for this one
     * @param page where a person sees the cycle
     */
    void raiseFor(PlanView plan, List<PlanView> before, List<PlanView> asked, String page) {
        var newestFirst = Stream.concat(Stream.of(plan), before.stream()).toList();
        fallback(plan, asked, page);
        answers(newestFirst, page);
        signIns(plan, page);
    }

    /** Only a model that decides ends it: a cycle in which nobody had to be asked shows nothing. */
    private void fallback(PlanView plan, List<PlanView> asked, String page) {
        if (plan.decidedBy().equals(PlanView.MODEL)) {
            alerts.recover("planner-fallback");
        } else if (lasts(asked, FALLBACKS, TrendAlerts::fellBack)) {
            alerts.raise(new Alert(
                    Severity.WARNING,
                    "planner-fallback",
                    "The model did not decide in three cycles",
                    "Rules decided instead, so no cycle was lost. The report of each cycle says why the model did not answer.",
                    page));
        }
    }

    private static boolean fellBack(PlanView plan) {
        return plan.decidedBy().equals(FALLEN_BACK);
    }

    private void answers(List<PlanView> newestFirst, String page) {
        over(newestFirst, page, "error_rate", ERROR_RATE, "More than 5 % of requests fail");
        over(newestFirst, page, "p95_response_ms", P95_MS, "One request in twenty takes longer than 3 seconds");
    }

    /** An unknown number neither begins nor ends an alert. */
    private void over(List<PlanView> newestFirst, String page, String metric, double limit, String title) {
        var now = newestFirst.getFirst().snapshot().number(metric);
        if (now.isPresent() && now.get() <= limit) {
            alerts.recover(cause(metric));
        } else if (lasts(newestFirst, SLOW_CYCLES, plan -> isOver(plan, metric, limit))) {
            alerts.raise(new Alert(
                    Severity.WARNING,
                    cause(metric),
                    title,
                    "Two cycles in a row saw it in the last hour of requests. Requests are answered as before; look at which endpoint it is (GET /api/performance) and at what changed.",
                    page));
        }
    }

    private static String cause(String metric) {
        return "requests:" + metric;
    }

    private static boolean isOver(PlanView plan, String metric, double limit) {
        return plan.snapshot().number(metric).orElse(0.0) > limit;
    }

    private static boolean lasts(List<PlanView> newestFirst, int cycles, Predicate<PlanView> wrong) {
        return newestFirst.size() >= cycles
                && newestFirst.stream().limit(cycles).allMatch(wrong);
    }

    private void signIns(PlanView plan, String page) {
        plan.snapshot().number("suspicious_activity").ifPresent(number -> {
            if (number > 0) {
                alerts.raise(new Alert(
                        Severity.WARNING,
                        "suspicious-activity",
                        "Suspicious sign-ins",
                        "%s accounts or addresses failed to sign in 5 times within 15 minutes, or signed in right after that, in the last 24 hours. Nothing was locked beyond the usual; look at who it is, and revoke tokens where in doubt."
                                .formatted(Words.number(number)),
                        page));
            } else {
                alerts.recover("suspicious-activity");
            }
        });
    }
}
