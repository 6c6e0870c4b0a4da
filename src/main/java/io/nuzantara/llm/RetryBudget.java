package io.nuzantara.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Retries of this process, at most a tenth of its calls: every call earns a tenth of a retry, up to ten. So that a quiet hour
 * may retry too, three are there from the start and one comes back every five minutes while there are fewer.
 */
class RetryBudget {

    private static final double EARNED = 0.1;
    private static final double MOST = 10;
    private static final double RESERVE = 3;
    private static final Duration REFILL = Duration.ofMinutes(5);

    private final Clock clock;
    private double left = RESERVE;
    private Instant refilled;

    RetryBudget(Clock clock) {
        this.clock = clock;
        this.refilled = clock.instant();
    }

    /** A call that is no retry is made. */
    synchronized void earn() {
        left = Math.min(MOST, left + EARNED);
    }

    /** Takes one retry, if there is one. */
    synchronized boolean spend() {
        refill();
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    private void refill() {
        var periods = Math.max(0, Duration.between(refilled, clock.instant()).dividedBy(REFILL));
        refilled = refilled.plus(REFILL.multipliedBy(periods));
        if (left < RESERVE) {
            left = Math.min(RESERVE, left + periods);
        }
    }
}
