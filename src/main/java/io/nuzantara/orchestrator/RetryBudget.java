package io.nuzantara.orchestrator;

/**
 * Bounds repeats to a tenth of the calls, so that an ill service is not asked more because it is ill (AWS Builders' Library,
 * "Timeouts, retries, and backoff with jitter"). A few are there from the start, for who makes few calls.
 */
final class RetryBudget {

    private static final double MOST = 10;
    private static final double SHARE = 0.1;

    private double left = MOST;

    /** A call that is no repeat. */
    synchronized void called() {
        left = Math.min(MOST, left + SHARE);
    }

    /** Whether one more repeat is allowed; it counts from now on. */
    synchronized boolean take() {
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
