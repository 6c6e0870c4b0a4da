package io.nuzantara.orchestrator;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.nuzantara.orchestrator.Retries.Try;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether asking the agents service makes sense. Opens after five failed calls in half a minute; from then on one call each half
 * minute is let through to see. Calls that succeed are not told to the breaker while it is closed, so that it counts failures and
 * not their share.
 */
final class Circuit {

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final int FAILURES = 5;
    private static final String REASON = "it did not answer several calls in a row";

    private final CircuitBreaker breaker;
    private final Clock clock;
    private volatile Instant openUntil = Instant.MIN;

    Circuit(Clock clock) {
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                "agents",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize((int) WINDOW.toSeconds())
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(WINDOW)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openUntil = clock.instant().plus(WINDOW);
            }
        });
    }

    /** Whether a call would be withheld now. */
    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                && clock.instant().isBefore(openUntil);
    }

    /** Makes the call, unless it is withheld. */
    <T> Try<T> through(Supplier<Try<T>> call) {
        if (!breaker.tryAcquirePermission()) {
            return new Try.Withheld<>(REASON, untilProbe());
        }
        try {
            return noted(call.get());
        } catch (Pause.Interrupted e) {
            breaker.releasePermission();
            throw e;
        } catch (RuntimeException e) {
            breaker.onError(0, TimeUnit.NANOSECONDS, e);
            throw e;
        }
    }

    /** Makes the call in any case; an answer closes the circuit. */
    <T> Try<T> probe(Supplier<Try<T>> call) {
        var tried = call.get();
        if (tried instanceof Try.Done<T> && breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.reset();
        }
        return tried;
    }

    private <T> Try<T> noted(Try<T> tried) {
        if (tried instanceof Try.Again<T>(var reason, var _, var outage) && outage) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IOException(reason));
        } else if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            breaker.releasePermission();
        }
        return tried;
    }

    private Duration untilProbe() {
        var now = clock.instant();
        var wait = openUntil.isAfter(now) ? Duration.between(now, openUntil).plusMillis(1) : Duration.ofSeconds(1);
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }
}
