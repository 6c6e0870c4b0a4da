package io.nuzantara.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: how long a server wants to be left alone, in seconds or as an HTTP date (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    private static final int DIGITS = 9;

    private final Clock clock;
    private final Duration longest;

    /** @param longest no wish counts for more */
    public RetryAfter(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /** The wish, from zero (a date that has passed) to the longest; empty when the header is absent or cannot be read. */
    public Optional<Duration> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var text = header.strip();
        return (text.matches("[0-9]+") ? Optional.of(seconds(text)) : untilDate(text)).map(this::bounded);
    }

    /** The wish, or {@code unsaid} where there is none or none that lies ahead. */
    public Duration readOr(Duration unsaid, @Nullable String header) {
        return read(header).filter(Duration::isPositive).orElse(unsaid);
    }

    private Duration seconds(String digits) {
        return digits.length() > DIGITS ? longest : Duration.ofSeconds(Long.parseLong(digits));
    }

    private Optional<Duration> untilDate(String text) {
        return date(text).map(until -> Duration.between(clock.instant(), until));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Duration bounded(Duration wish) {
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(longest) > 0 ? longest : wish;
    }
}
