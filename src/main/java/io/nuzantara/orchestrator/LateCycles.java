package io.nuzantara.orchestrator;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Tells people when cycles stay away: no cycle began within an hour after it should have. Every node looks, so that a dead
 * orchestrator is missed by the agents service.
 */
@Component
class LateCycles {

    private static final String LATE = "cycle-late";
    private static final Duration TOLERATED = Duration.ofHours(1);

    private final CycleReports reports;
    private final OrchestratorSettings settings;
    private final @Nullable CronExpression cron;
    private final ZoneId zone;
    private final Alerts alerts;
    private final Clock clock;
    private final Instant startedAt;

    LateCycles(
            CycleReports reports,
            OrchestratorSettings settings,
            @Value("${nuzantara.zone}") ZoneId zone,
            Alerts alerts,
            Clock clock) {
        this.reports = reports;
        this.settings = settings;
        this.cron =
                settings.cron().strip().equals(Scheduled.CRON_DISABLED) ? null : CronExpression.parse(settings.cron());
        this.zone = zone;
        this.alerts = alerts;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void look() {
        var last = last();
        if (settings.enabled() && isLate(last)) {
            alerts.raise(new Alert(
                    Severity.CRITICAL,
                    LATE,
                    "No orchestration cycle",
                    "No cycle has begun since %s. Agents still start by their own schedules. Look at whether the orchestrator runs and reaches the database."
                            .formatted(last),
                    "/cycles"));
        } else {
            alerts.recover(LATE);
        }
    }

    /** The start of the last cycle, or of this process where that is later: nobody can miss what nobody was there to run. */
    private Instant last() {
        return reports.running()
                .or(reports::latest)
                .map(CycleView::startedAt)
                .filter(startedAt::isBefore)
                .orElse(startedAt);
    }

    private boolean isLate(Instant last) {
        var due = cron == null ? null : cron.next(last.atZone(zone));
        return due != null && clock.instant().isAfter(due.toInstant().plus(TOLERATED));
    }
}
