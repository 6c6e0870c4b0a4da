package io.nuzantara.llm;

import io.nuzantara.llm.provider.Called;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One call to a provider from the last look at the switch to the row in the ledger: stop, place, breaker, money, call,
 * settlement. Whatever happens in between, the reservation is never lost: what is not known to be free stays spent.
 */
class Calls {

    /** How long a single call may take. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final BooleanSupplier stopped;
    private final Limits limits;
    private final Breakers breakers;
    private final Money money;
    private final Settlement settlement;
    private final Clock clock;

    /**
     * @param stopped the kill switch
     */
    Calls(BooleanSupplier stopped, Limits limits, Breakers breakers, Money money, Settlement settlement, Clock clock) {
        this.stopped = stopped;
        this.limits = limits;
        this.breakers = breakers;
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
        var hindrance = stop().or(() -> breakers.look(provider));
        if (hindrance.isPresent()) {
            return refused(what, hindrance.get());
        }
        return switch (limits.enter(provider, what.call().tokens(), deadline)) {
            case Limits.Entry.Full(var retryAfter) ->
                refused(
                        what,
                        new Reply.Refused(
                                Refusal.RATE_LIMITED, "No place for a call to %s.".formatted(provider), retryAfter));
            case Limits.Entry.Entered entered -> {
                try (entered) {
                    yield admitted(what, deadline, call);
                }
            }
        };
    }

    private Optional<Reply.Refused> stop() {
        return stopped.getAsBoolean()
                ? Optional.of(new Reply.Refused(Refusal.STOPPED, "Everything is stopped.", null))
                : Optional.empty();
    }

    private <T> CallResult<T> refused(Booking what, Reply.Refused why) {
        settlement.refused(what, why.why(), clock.instant());
        return failed(why);
    }

    private static <T> CallResult<T> failed(Reply.Refused why) {
        return new CallResult.Failed<>(why.why(), why.sentence(), why.retryAfter(), false);
    }

    /** Whoever waited for a place may have learned meanwhile, from those before, that the provider is down. */
    private <T> CallResult<T> admitted(Booking what, Instant deadline, Function<Duration, Called<T>> call) {
        var objection = breakers.admit(what.call().model().provider());
        return objection.isPresent() ? refused(what, objection.get()) : paid(what, deadline, call);
    }

    private <T> CallResult<T> paid(Booking what, Instant deadline, Function<Duration, Called<T>> call) {
        return switch (money.reserve(what.call())) {
            case Money.Reservation.Denied(var why, var sentence) -> new CallResult.Failed<>(why, sentence, null, false);
            case Money.Reservation.Reserved reserved -> made(what, reserved, deadline, call);
        };
    }

    /** Waiting for a place may have taken long: the switch is read and the time measured once more. */
    private <T> CallResult<T> made(
            Booking what, Money.Reservation.Reserved reserved, Instant deadline, Function<Duration, Called<T>> call) {
        var began = clock.instant();
        var left = Duration.between(began, deadline);
        var hindrance = late(left).or(this::stop);
        if (hindrance.isPresent()) {
            settlement.refused(what, reserved, hindrance.get().why(), began);
            return failed(hindrance.get());
        }
        var called =
                settlement.observed(what, () -> call.apply(left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL));
        return Uninterrupted.get(() -> booked(what, reserved, called, began));
    }

    private static Optional<Reply.Refused> late(Duration left) {
        return left.isPositive()
                ? Optional.empty()
                : Optional.of(new Reply.Refused(Refusal.TIMEOUT, "No time is left for a call.", null));
    }

    private <T> CallResult<T> booked(
            Booking what, Money.Reservation.Reserved reserved, Called<T> called, Instant began) {
        var result = settlement.settle(what, reserved, called, began);
        var provider = what.call().model().provider();
        learn(provider, () -> breakers.learn(provider, called));
        if (called instanceof Called.Failed<T>(var _, var _, var wish) && wish != null) {
            learn(provider, () -> limits.block(provider, clock.instant().plus(wish)));
        }
        return result;
    }

    /** What a call teaches is worth less than its answer. */
    private static void learn(String provider, Runnable lesson) {
        try {
            lesson.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("What a call to a model taught could not be kept provider={}", provider, e);
        }
    }
}
