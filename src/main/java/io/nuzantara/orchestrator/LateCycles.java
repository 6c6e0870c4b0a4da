package io.nuzantara.orchestrator;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.execution.Occurrence;
import io.nuzantara.execution.Occurrences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells people when cycles stay away: no cycle began within an hour after it should have. Every node looks, so that a dead
 * orchestrator is missed by the agents service. The alert ends only by what all nodes see alike, however each of them is
 * configured: a cycle that began after it, or the live switch.
 */
@Component
class LateCycles {

    private static final String LATE = "cycle-late";
    private static final Duration TOLERATED = Duration.ofHours(1);

    private final CycleReports reports;
    private final CycleSwitch cycleSwitch;
    private final Optional<Occurrences> schedule;
    private final Alerts alerts;
    private final Clock clock;
    private final Instant startedAt;

    LateCycles(
            CycleReports reports,
            CycleSwitch cycleSwitch,
            OrchestratorSettings settings,
            @Value("${nuzantara.zone}") ZoneId zone,
            Alerts alerts,
            Clock clock) {
        this.reports = reports;
        this.cycleSwitch = cycleSwitch;
        this.schedule = settings.schedule(zone);
        this.alerts = alerts;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void look() {
        var state = cycleSwitch.state();
        var last = lastCycle();
        if (!state.switchedOn() || last.filter(this::isAfterTheAlert).isPresent()) {
            alerts.recover(LATE);
        } else if (state.configured()) {
            raiseIfLate(expectedSince(last, Optional.ofNullable(state.changedAt())));
        }
    }

    private Optional<Instant> lastCycle() {
        return reports.running().or(reports::latest).map(CycleView::startedAt);
    }

    private boolean isAfterTheAlert(Instant cycle) {
        return alerts.open().stream()
                .anyMatch(
                        alert -> alert.cause().equals(LATE) && alert.raisedAt().isBefore(cycle));
    }

    /** Nobody can miss what nobody was there to run, or what was switched off. */
    private Instant expectedSince(Optional<Instant> last, Optional<Instant> switched) {
        return Stream.of(Optional.of(startedAt), last, switched)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(startedAt);
    }

    private void raiseIfLate(Instant since) {
        if (isLate(since)) {
            alerts.raise(new Alert(
                    Severity.CRITICAL,
                    LATE,
                    "No orchestration cycle",
                    "No cycle has begun since %s. Agents still start by their own schedules. Look at whether the orchestrator runs and reaches the database."
                            .formatted(since),
                    "/cycles"));
        }
    }

    private boolean isLate(Instant since) {
        return schedule.flatMap(hours -> hours.next(since))
                .map(Occurrence::at)
                .filter(due -> clock.instant().isAfter(due.plus(TOLERATED)))
                .isPresent();
    }
}
