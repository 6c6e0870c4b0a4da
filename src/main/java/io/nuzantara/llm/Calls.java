package io.nuzantara.llm;

import io.nuzantara.llm.provider.Called;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider from the last look at the switch to the row in the ledger: stop, breaker, place, money, call,
 * settlement. Whatever happens in between, the reservation is never lost: what is not known to be free stays spent.
 */
class Calls {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final BooleanSupplier stopped;
    private final Limits limits;
    private final Money money;
    private final Settlement settlement;
    private final Clock clock;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    /**
     * @param stopped the kill switch
     */
    Calls(BooleanSupplier stopped, Limits limits, Money money, Settlement settlement, Clock clock) {
        this.stopped = stopped;
        this.limits = limits;
        this.money = money;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * Makes the call unless something forbids it.
     *
     * @param what what is called with which prompt, for the ledger
     * @param deadline when the answer must be there
     * @param call the HTTP call, given its longest time
     */
    <T> CallResult<T> make(Booking what, Instant deadline, Function<Duration, Called<T>> call)
            throws InterruptedException {
        var provider = what.call().model().provider();
        var breaker = breakers.computeIfAbsent(provider, name -> new Breaker(clock));
        var hindrance = hindrance(provider, breaker);
        if (hindrance != null) {
            return failed(hindrance);
        }
        var place = limits.enter(provider, what.call().tokens(), deadline);
        return switch (place) {
            case Limits.Entry.Full(var retryAfter) ->
                new CallResult.Failed<>(
                        Refusal.RATE_LIMITED, "No place for a call to %s.".formatted(provider), retryAfter, false);
            case Limits.Entry.Entered entered -> {
                try (entered) {
                    yield paid(what, breaker, deadline, call);
                }
            }
        };
    }

    private Reply.@Nullable Refused hindrance(String provider, Breaker breaker) {
        if (stopped.getAsBoolean()) {
            return new Reply.Refused(Refusal.STOPPED, "Everything is stopped.", null);
        }
        if (breaker.isRefused()) {
            return new Reply.Refused(
                    Refusal.NOT_AUTHORISED,
                    "%s refuses the key: set another one and start again.".formatted(provider),
                    null);
        }
        return breaker.pause()
                .map(pause -> new Reply.Refused(
                        Refusal.OVERLOADED, "%s is down, not asked for a while.".formatted(provider), pause))
                .orElse(null);
    }

    private static <T> CallResult<T> failed(Reply.Refused why) {
        return new CallResult.Failed<>(why.why(), why.sentence(), why.retryAfter(), false);
    }

    private <T> CallResult<T> paid(
            Booking what, Breaker breaker, Instant deadline, Function<Duration, Called<T>> call) {
        return switch (money.reserve(what.call())) {
            case Money.Reservation.Denied(var why, var sentence) -> new CallResult.Failed<>(why, sentence, null, false);
            case Money.Reservation.Reserved reserved -> made(what, reserved, breaker, deadline, call);
        };
    }

    /** Waiting for a place may have taken long: the switch is read and the time measured once more. */
    private <T> CallResult<T> made(
            Booking what,
            Money.Reservation.Reserved reserved,
            Breaker breaker,
            Instant deadline,
            Function<Duration, Called<T>> call) {
        var began = clock.instant();
        var left = Duration.between(began, deadline);
        if (stopped.getAsBoolean() || !left.isPositive()) {
            money.release(reserved);
            return left.isPositive()
                    ? new CallResult.Failed<>(Refusal.STOPPED, "Everything is stopped.", null, false)
                    : new CallResult.Failed<>(Refusal.TIMEOUT, "No time is left for a call.", null, false);
        }
        var called =
                settlement.observed(what, () -> call.apply(left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL));
        learn(what, breaker, called);
        return settlement.settle(what, reserved, called, began);
    }

    private <T> void learn(Booking what, Breaker breaker, Called<T> called) {
        switch (called) {
            case Called.Answered<T> answered -> breaker.answered();
            case Called.Failed<T>(var fault, var _, var wish) -> {
                switch (fault) {
                    case NOT_AUTHORISED -> breaker.refuse();
                    case NOT_CONNECTED, TLS, BROKEN, TIMEOUT, SERVER_ERROR, GATEWAY_ERROR, REDIRECT -> breaker.outage();
                    case RATE_LIMITED, OUT_OF_CREDIT, UNKNOWN_MODEL, REFUSED_INPUT, TOO_LARGE, GARBAGE ->
                        breaker.answered();
                    case INTERRUPTED -> {}
                }
                if (wish != null) {
                    limits.block(what.call().model().provider(), clock.instant().plus(wish));
                }
            }
        }
    }
}
