package io.nuzantara.readiness;

import io.nuzantara.alert.AlertLog;
import io.nuzantara.execution.ExecutionTotals;
import io.nuzantara.telemetry.Endpoints;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts the events of each objective from our own tables. */
@Component
class Events {

    private static final Duration LONGEST_SCHEDULE_DELAY = Duration.ofMinutes(5);
    private static final Duration LONGEST_ALERT_DELAY = Duration.ofMinutes(2);

    private final Endpoints endpoints;
    private final ExecutionTotals executions;
    private final AlertLog alerts;
    private final Clock clock;

    Events(Endpoints endpoints, ExecutionTotals executions, AlertLog alerts, Clock clock) {
        this.endpoints = endpoints;
        this.executions = executions;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** What happened in the time of this length that ends now. */
    Count count(Objective objective, Duration length) {
        var now = clock.instant();
        var from = now.minus(length);
        return switch (objective) {
            case API -> {
                var answers = endpoints.answers(from, now);
                yield new Count(answers.requests(), answers.errors());
            }
            case EXECUTIONS -> {
                var ended = executions.ended(from, now);
                yield new Count(ended.all(), ended.bad());
            }
            case SCHEDULE -> {
                var begun = executions.scheduled(from, now, LONGEST_SCHEDULE_DELAY);
                yield new Count(begun.all(), begun.bad());
            }
            case ALERTS -> {
                var told = alerts.promptness(from, now, LONGEST_ALERT_DELAY);
                yield new Count(told.told(), told.late());
            }
        };
    }
}
