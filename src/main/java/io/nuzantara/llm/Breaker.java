package io.nuzantara.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops asking a provider that is down: after five outages in a row one call every thirty seconds probes it, and the first
 * answer closes the breaker. A refused key opens it for good: only another configuration, which is another process, helps.
 */
class Breaker {

    private static final int OUTAGES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private int outages;
    private Instant probeAt = Instant.MIN;
    private boolean refused;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait before the next probe; empty when the call may be made. Whoever may probe is the only one. */
    synchronized Optional<Duration> pause() {
        var now = clock.instant();
        if (outages < OUTAGES) {
            return Optional.empty();
        }
        if (now.isBefore(probeAt)) {
            return Optional.of(Duration.between(now, probeAt));
        }
        probeAt = now.plus(PAUSE);
        return Optional.empty();
    }

    /** Whether the provider refuses the key of this process. */
    synchronized boolean isRefused() {
        return refused;
    }

    synchronized void answered() {
        outages = 0;
    }

    synchronized void outage() {
        outages++;
        probeAt = clock.instant().plus(PAUSE);
    }

    synchronized void refuse() {
        refused = true;
    }
}
