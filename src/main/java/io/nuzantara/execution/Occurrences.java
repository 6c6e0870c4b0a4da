package io.nuzantara.execution;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The occurrences of a cron expression in a zone. A fixed hour fires exactly once a day, also in the two nights in which the clock
 * changes: a local time that does not exist moves forward by the gap, of one that exists twice the earlier counts. An hour that
 * is {@code *} or a step fires as often as hours pass.
 */
public record Occurrences(CronExpression expression, boolean fixedHour, ZoneId zone) {

    private static final int HOUR = 2;

    /**
     * Reads six fields in Spring's notation and a zone.
     *
     * @throws IllegalArgumentException when one of them cannot be read; the message is one sentence
     */
    public static Occurrences of(String cron, String zone) {
        var expression = CronExpression.parse(cron);
        try {
            return new Occurrences(expression, isHourFixed(expression.toString()), ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone " + zone, e);
        }
    }

    private static boolean isHourFixed(String cron) {
        var hour = cron.split("\\s+", -1)[HOUR];
        return !hour.contains("*") && !hour.contains("/");
    }

    /** The first occurrence after this instant; empty when there is none any more. */
    public Optional<Occurrence> next(Instant after) {
        return fixedHour ? nextOfFixedHour(after) : nextOf(after.atZone(zone)).map(Occurrences::passing);
    }

    private static Occurrence passing(ZonedDateTime at) {
        return new Occurrence(at.toInstant(), at.toInstant().toString());
    }

    /** Starts a day early: what a gap moved forward may lie behind the local time of {@code after}. */
    private Optional<Occurrence> nextOfFixedHour(Instant after) {
        var start = LocalDateTime.ofInstant(after, zone).minusDays(1);
        return Stream.iterate(nextOf(start), Optional::isPresent, local -> local.flatMap(this::nextOf))
                .flatMap(Optional::stream)
                .map(this::fixed)
                .filter(occurrence -> occurrence.at().isAfter(after))
                .findFirst();
    }

    /** {@link ZonedDateTime#of} takes the earlier offset in an overlap and adds the length of a gap. */
    private Occurrence fixed(LocalDateTime local) {
        return new Occurrence(ZonedDateTime.of(local, zone).toInstant(), local + "[" + zone + "]");
    }

    private <T extends Temporal & Comparable<? super T>> Optional<T> nextOf(T after) {
        @Nullable T next = expression.next(after);
        return Optional.ofNullable(next);
    }

    /** The occurrence at exactly this instant; empty when the schedule does not fire then. */
    public Optional<Occurrence> at(Instant instant) {
        return next(instant.minusNanos(1)).filter(occurrence -> occurrence.at().equals(instant));
    }

    /** From the next occurrence to the one after it; empty when there are not two more. */
    public Optional<Duration> interval(Instant now) {
        return next(now).flatMap(first -> next(first.at()).map(second -> Duration.between(first.at(), second.at())));
    }
}
