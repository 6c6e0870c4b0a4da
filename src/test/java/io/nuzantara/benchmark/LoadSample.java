package io.nuzantara.benchmark;

/**
 * What became of one request.
 *
 * @param phase name of the phase it belongs to
 * @param path what was read
 * @param second of the phase in which it was due, from 0
 * @param millis from the moment it was due to the last byte of the answer, so that a request which had to wait for a connection
 *     or for its sender counts with that wait
 * @param status of the answer; {@link #TIMEOUT} or {@link #BROKEN} where there was none
 * @param retryAfter whether the answer said when to come back
 */
record LoadSample(String phase, String path, int second, double millis, int status, boolean retryAfter) {

    static final int TIMEOUT = -1;
    static final int BROKEN = -2;

    boolean isAnswered() {
        return status == 200;
    }

    boolean isRefused() {
        return status == 429 || status == 503;
    }

    /** Neither answered nor told when to come back. */
    boolean isViolation() {
        return !isAnswered() && !(isRefused() && retryAfter);
    }
}
