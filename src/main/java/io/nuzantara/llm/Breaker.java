package io.nuzantara.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops asking a provider that is down: after five outages in a row one call every thirty seconds probes it, and the first
 * answer closes the breaker. After three forbidden calls in a row the probes are ten minutes apart; fewer may be due to what
 * one client wrote. A refused key opens it for good: only another configuration, which is another process, helps.
 */
class Breaker {

    private static final int OUTAGES = 5;
    private static final int FORBIDDEN = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(10);

    private final Clock clock;
    private int outages;
    private int forbidden;
    private Instant probeAt = Instant.MIN;
    private boolean refused;
    private boolean granted;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** How long until the next probe; empty when a call may be made. Looking takes no probe. */
    synchronized Optional<Duration> left() {
        var now = clock.instant();
        return isOpen() && now.isBefore(probeAt) ? Optional.of(Duration.between(now, probeAt)) : Optional.empty();
    }

    /** How long to wait before the next probe; empty when the call may be made. Whoever may probe is the only one. */
    synchronized Optional<Duration> pause() {
        var left = left();
        if (left.isEmpty() && isOpen()) {
            probeAt = clock.instant().plus(isForbidden() ? LONG_PAUSE : PAUSE);
        }
        return left;
    }

    private boolean isOpen() {
        return outages >= OUTAGES || isForbidden();
    }

    /** Whether it forbids calls, one after the other. */
    synchronized boolean isForbidden() {
        return forbidden >= FORBIDDEN;
    }

    /** Whether the provider refuses the key of this process. */
    synchronized boolean isRefused() {
        return refused;
    }

    /** It answered; says whether that is news: the first time, or after forbidden calls. */
    synchronized boolean answered() {
        outages = 0;
        var news = !granted || isForbidden();
        forbidden = 0;
        granted = true;
        return news;
    }

    synchronized void outage() {
        outages++;
        probeAt = clock.instant().plus(PAUSE);
    }

    /** It forbade a call; says whether it is left alone from now on. */
    synchronized boolean forbid() {
        outages = 0;
        forbidden++;
        probeAt = clock.instant().plus(LONG_PAUSE);
        return forbidden == FORBIDDEN;
    }

    /** It refused the key; says whether that is news. */
    synchronized boolean refuse() {
        var news = !refused;
        refused = true;
        return news;
    }
}
