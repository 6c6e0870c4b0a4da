package io.nuzantara.readiness;

import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Watches how fast the error budgets burn, and tells people: fast burns every minute, creeping ones every ten. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class LevelWatch {

    private static final Logger log = LoggerFactory.getLogger(LevelWatch.class);
    private static final Set<BurnLevel> PAGES = EnumSet.of(BurnLevel.FAST, BurnLevel.SLOW);

    private final Events events;
    private final Alerts alerts;
    private final BurnMeters meters;

    LevelWatch(Events events, Alerts alerts, MeterRegistry registry) {
        this.events = events;
        this.alerts = alerts;
        this.meters = new BurnMeters(registry);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void lookForPages() {
        for (var objective : Objective.values()) {
            look(objective, "page", Severity.CRITICAL, PAGES);
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    void lookForTickets() {
        for (var objective : Objective.values()) {
            look(objective, "ticket", Severity.WARNING, EnumSet.of(BurnLevel.CREEPING));
        }
    }

    /** One objective that cannot be counted does not hide the others; the next look counts it again. */
    private void look(Objective objective, String kind, Severity severity, Set<BurnLevel> levels) {
        try {
            settle(objective, kind, severity, levels);
        } catch (DataAccessException e) {
            log.warn("The service level {} could not be counted", objective.id(), e);
        }
    }

    private void settle(Objective objective, String kind, Severity severity, Set<BurnLevel> levels) {
        var cause = "slo:%s:%s".formatted(objective.id(), kind);
        var counts = counts(objective, levels);
        var reached = levels.stream()
                .filter(level -> level.isReached(objective, counts))
                .findFirst();
        if (reached.isPresent()) {
            alerts.raise(alert(objective, severity, cause, reached.get()));
        } else if (levels.stream().allMatch(level -> level.isOver(objective, counts))) {
            alerts.recover(cause);
        }
    }

    /** Counts each window once a look. */
    private Function<Duration, Count> counts(Objective objective, Set<BurnLevel> levels) {
        var counted = levels.stream()
                .flatMap(level -> level.windows().stream())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), length -> counted(objective, length)));
        return length -> Objects.requireNonNull(counted.get(length));
    }

    private Count counted(Objective objective, Duration length) {
        var count = events.count(objective, length);
        meters.counted(objective, length, count);
        return count;
    }

    private static Alert alert(Objective objective, Severity severity, String cause, BurnLevel level) {
        return new Alert(
                severity,
                cause,
                "Not kept: " + objective.promise(),
                "In the last %s the error budget burned at least %s times as fast as it may. Work goes on; look at what fails and since when."
                        .formatted(BurnMeters.window(level.over()), level.threshold()),
                "/executions");
    }
}
