package io.nuzantara.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Repeats of this process, at most a tenth of its calls, so that an ill service is not asked more because it is ill (AWS Builders'
 * Library, "Timeouts, retries, and backoff with jitter"): every call earns a tenth of a repeat, up to ten. So that a quiet hour
 * may repeat too, a reserve is there from the start, and one comes back every five minutes while there are fewer.
 */
public final class RetryBudget {

    private static final double EARNED = 0.1;
    private static final double MOST = 10;
    private static final Duration REFILL = Duration.ofMinutes(5);

    private final int reserve;
    private final Clock clock;
    private double left;
    private Instant refilled;

    /**
     * A budget with its reserve untouched.
     *
     * @param reserve repeats that need no calls before them, 0-10
     */
    public RetryBudget(int reserve, Clock clock) {
        this.reserve = reserve;
        this.clock = clock;
        this.left = reserve;
        this.refilled = clock.instant();
    }

    /** A call that is no repeat is made. */
    public synchronized void earn() {
        left = Math.min(MOST, left + EARNED);
    }

    /** Takes one repeat, if there is one. */
    public synchronized boolean spend() {
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
        if (left < reserve) {
            left = Math.min(reserve, left + periods);
        }
    }
}
