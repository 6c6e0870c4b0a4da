package io.nuzantara.llm.provider;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or a date (RFC 9110 section 10.2.3), bounded, unreadable as if absent. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** How long to wait; null when the header is absent or says nothing we can use. */
    static @Nullable Duration read(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return null;
        }
        var text = header.strip();
        return text.matches("[0-9]{1,9}") ? bounded(Duration.ofSeconds(Long.parseLong(text))) : date(text, clock);
    }

    private static @Nullable Duration date(String text, Clock clock) {
        try {
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(clock.instant(), until.toInstant()));
        } catch (DateTimeException e) {
            return absent(e);
        }
    }

    private static @Nullable Duration absent(@SuppressWarnings("unused") DateTimeException unreadable) {
        return null;
    }

    private static Duration bounded(Duration wish) {
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }
}
