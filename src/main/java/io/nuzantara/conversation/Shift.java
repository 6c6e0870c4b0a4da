package io.nuzantara.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * By how many days the times of an import move.
 *
 * @param moved whether a shift was asked for and there was an event to measure it by
 * @param reused the days are those of an earlier import of the same source
 */
record Shift(boolean moved, long days, boolean reused) {

    static final Shift NONE = new Shift(false, 0, false);

    /** Whole days that put {@code newest} into the 24 hours before {@code target}. */
    static Shift to(Instant target, Instant newest) {
        var days = Math.floorDiv(
                Duration.between(newest, target).toMillis(), Duration.ofDays(1).toMillis());
        return new Shift(true, days, false);
    }

    /**
     * The days of an earlier import of the source as long as no event comes to lie after {@code now}: what was sent then
     * and is sent again stays where it is, even days later. Otherwise days of its own.
     */
    static Shift toNow(Instant now, Instant newest, Optional<Integer> earlier) {
        return earlier.filter(days -> !newest.plus(Duration.ofDays(days)).isAfter(now))
                .map(days -> new Shift(true, days, true))
                .orElseGet(() -> to(now, newest));
    }
}
