package io.nuzantara.orchestrator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one layer that repeats calls: full jitter over a doubling bound (AWS Architecture Blog, "Exponential Backoff And Jitter",
 * 2015), a server's {@code Retry-After} first, until a limit has passed.
 */
final class Retries {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Clock clock;
    private final RandomGenerator random;
    private final Pause pause;

    Retries(Clock clock, RandomGenerator random, Pause pause) {
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    /** One try of a call. */
    sealed interface Try<T> {
        record Done<T>(Answer<T> answer) implements Try<T> {}

        /** Worth another try; {@code retryAfter} is the server's header. */
        record Again<T>(String reason, Optional<String> retryAfter) implements Try<T> {}
    }

    /** Tries until there is an answer, or no further try would begin within {@code limit}. */
    <T> Answer<T> within(Duration limit, Supplier<Try<T>> call) {
        var end = clock.instant().plus(limit);
        var bound = FIRST;
        while (true) {
            switch (call.get()) {
                case Try.Done<T>(var answer) -> {
                    return answer;
                }
                case Try.Again<T>(var reason, var retryAfter) -> {
                    var wait = retryAfter.flatMap(this::asked).orElse(jittered(bound));
                    if (clock.instant().plus(wait).isAfter(end)) {
                        return new Answer.Missing<>(reason);
                    }
                    pause.forAbout(wait);
                }
            }
            bound = shorter(bound.multipliedBy(2), LONGEST);
        }
    }

    private Duration jittered(Duration bound) {
        return Duration.ofMillis(random.nextLong(bound.toMillis()) + 1);
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
    private Optional<Duration> asked(String header) {
        if (header.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            var at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(untilThen(at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Duration untilThen(Instant at) {
        var wait = Duration.between(clock.instant(), at);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
