package io.nuzantara.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long a server that is too busy wants to be left alone: seconds or an HTTP date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final Duration UNSAID = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** The wish, at most 5 minutes; a minute where there is none or none that can be meant. */
    Duration of(@Nullable String header) {
        var wish = header == null ? UNSAID : wish(header.strip());
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }

    private Duration wish(String header) {
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        var until = Duration.between(clock.instant(), date(header));
        return until.isPositive() ? until : UNSAID;
    }

    private static Instant date(String header) {
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }
}
