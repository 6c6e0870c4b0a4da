package io.nuzantara.orchestrator;

import io.nuzantara.http.RetryBudget;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one layer that repeats calls: full jitter over a doubling bound (AWS Architecture Blog, "Exponential Backoff And Jitter",
 * 2015), a server's {@code Retry-After} first, until a limit has passed or the budget is used up.
 */
final class Retries {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Runs of one cycle fail together when the service is away: they may repeat at once. */
    private static final int RESERVE = 10;

    private final RetryBudget budget;
    private final Clock clock;
    private final RandomGenerator random;
    private final Pause pause;

    Retries(Clock clock, RandomGenerator random, Pause pause) {
        this.budget = new RetryBudget(RESERVE, clock);
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    /** One try of a call. */
    sealed interface Try<T> {
        record Done<T>(Answer<T> answer) implements Try<T> {}

        /**
         * Worth another try.
         *
         * @param pause how long the server asks to wait
         * @param outage whether the server is ill, and not only busy
         */
        record Again<T>(String reason, Optional<Duration> pause, boolean outage) implements Try<T> {}

        /** Not made, because the calls before failed; the next one is let through after {@code pause}. */
        record Withheld<T>(String reason, Duration pause) implements Try<T> {}
    }

    /** Tries until there is an answer, or no further try would begin within {@code limit}. */
    <T> Answer<T> within(Duration limit, Supplier<Try<T>> call) {
        return within(limit, Duration.ZERO, call);
    }

    /**
     * Tries until there is an answer, or no further try would begin within {@code limit}; a pause that the server asks for may end
     * as much later as {@code patience} says.
     */
    <T> Answer<T> within(Duration limit, Duration patience, Supplier<Try<T>> call) {
        budget.earn();
        var end = clock.instant().plus(limit);
        var bound = FIRST;
        var last = Optional.<String>empty();
        while (true) {
            switch (call.get()) {
                case Try.Done<T>(var answer) -> {
                    return answer;
                }
                case Try.Again<T>(var reason, var asked, var _) -> {
                    var wait = asked.orElse(jittered(bound));
                    var latest = asked.isPresent() ? end.plus(patience) : end;
                    if (clock.instant().plus(wait).isAfter(latest)) {
                        return new Answer.Missing<>(reason);
                    }
                    last = Optional.of(reason);
                    if (!budget.spend()) {
                        return new Answer.Missing<>(reason + ", and no more repeats are allowed");
                    }
                    pause.forAbout(wait);
                }
                case Try.Withheld<T>(var reason, var wait) -> {
                    if (clock.instant().plus(wait).isAfter(end)) {
                        return new Answer.Missing<>(last.orElse(reason));
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

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
