package io.nuzantara.llm;

import io.nuzantara.http.RetryBudget;
import io.nuzantara.llm.provider.Called;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one layer of retries: as long as the fault may pass, the deadline allows the wait, and the budget holds a retry. */
class Attempts {

    /** Repeats that need no calls before them. */
    static final int RESERVE = 3;

    private final Calls calls;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final Pause pause;
    private final Clock clock;

    Attempts(Calls calls, Backoff backoff, RetryBudget budget, Pause pause, Clock clock) {
        this.calls = calls;
        this.backoff = backoff;
        this.budget = budget;
        this.pause = pause;
        this.clock = clock;
    }

    /** Calls until there is an answer, or no sense in going on. An interrupted thread stays interrupted. */
    <T> CallResult<T> make(Booking what, Instant deadline, Function<Duration, Called<T>> call) {
        try {
            budget.earn();
            var result = calls.make(what, deadline, call);
            for (var retry = 1; shallRetry(result, retry); retry++) {
                var wait = backoff.before(retry, wish(result));
                if (!clock.instant().plus(wait).isBefore(deadline) || !budget.spend()) {
                    return result;
                }
                pause.hold(wait);
                result = calls.make(what, deadline, call);
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CallResult.Failed<>(Refusal.INTERRUPTED, "The waiting thread was interrupted.", null, false);
        }
    }

    private static <T> boolean shallRetry(CallResult<T> result, int retry) {
        return retry <= Backoff.RETRIES && result instanceof CallResult.Failed<T> failed && failed.repeatable();
    }

    private static <T> @Nullable Duration wish(CallResult<T> result) {
        return result instanceof CallResult.Failed<T> failed ? failed.wish() : null;
    }
}
