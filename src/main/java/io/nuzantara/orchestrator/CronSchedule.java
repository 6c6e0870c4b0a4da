package io.nuzantara.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;

/**
 * The instants of a cron expression in a zone, right in the two nights in which the clock changes: a fixed hour fires
 * exactly once a day (a time that does not exist moves forward by the gap, one that exists twice is the earlier), an hourly one
 * fires every hour that passes.
 */
record CronSchedule(@Nullable CronExpression expression, boolean fixedHour, ZoneId zone) {

    private static final int HOUR = 2;

    /** Reads six fields in Spring's notation; its {@code -} is a schedule that never fires. */
    static CronSchedule of(String cron, ZoneId zone) {
        if (cron.strip().equals(Scheduled.CRON_DISABLED)) {
            return new CronSchedule(null, false, zone);
        }
        var hour = cron.strip().split("\\s+", -1)[HOUR];
        return new CronSchedule(
                CronExpression.parse(cron), hour.chars().noneMatch(sign -> sign == '*' || sign == '/'), zone);
    }

    /** The first instant after this one; empty for an expression that never fires again. */
    Optional<Instant> next(Instant after) {
        return fixedHour ? nextOfFixedHour(after) : nextOf(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** Starts a day early: what a gap moved forward may lie behind the local time of {@code after}. */
    private Optional<Instant> nextOfFixedHour(Instant after) {
        var start = LocalDateTime.ofInstant(after, zone).minusDays(1);
        return Stream.iterate(nextOf(start), Optional::isPresent, local -> local.flatMap(this::nextOf))
                .flatMap(Optional::stream)
                .map(local -> ZonedDateTime.of(local, zone).toInstant())
                .filter(after::isBefore)
                .findFirst();
    }

    private <T extends Temporal & Comparable<? super T>> Optional<T> nextOf(T after) {
        @Nullable T next = expression == null ? null : expression.next(after);
        return Optional.ofNullable(next);
    }

    /** From the next instant to the one after it; empty when there are not two more. */
    Optional<Duration> interval(Instant now) {
        return next(now).flatMap(first -> next(first).map(second -> Duration.between(first, second)));
    }
}
