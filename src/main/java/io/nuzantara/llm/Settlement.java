package io.nuzantara.llm;

import io.nuzantara.llm.provider.Called;
import io.nuzantara.llm.provider.Fault;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a call cost and how it ended: the reservation settled, a row in the ledger, the figures for the dashboards. */
class Settlement {

    private final Money money;
    private final UsageLedger ledger;
    private final GenAiTelemetry telemetry;
    private final Clock clock;

    Settlement(Money money, UsageLedger ledger, GenAiTelemetry telemetry, Clock clock) {
        this.money = money;
        this.ledger = ledger;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Makes the call under observation. */
    <T> Called<T> observed(Booking what, Supplier<Called<T>> call) {
        return telemetry.observed(what, call);
    }

    /** Notes a call that was not made. */
    void refused(Booking what, Refusal why, Instant at) {
        ledger.record(UsageLedger.Entry.refused(what, why, at));
    }

    /** Notes a call that was not made after all, though its money was set aside. */
    void refused(Booking what, Money.Reservation.Reserved reserved, Refusal why, Instant at) {
        money.settle(reserved, UsageLedger.Entry.refused(what, why, at));
    }

    <T> CallResult<T> settle(Booking what, Money.Reservation.Reserved reserved, Called<T> called, Instant began) {
        return switch (called) {
            case Called.Answered<T>(var value, var servedBy, var _, var billed) -> {
                var reported = tokens(billed);
                var cost = reported == null ? reserved.amount() : money.cost(reserved, reported);
                var tokens = reported == null ? Tokens.NONE : reported;
                telemetry.used(what, tokens);
                var entry = entry(what, servedBy, tokens, cost, began, UsageLedger.Outcome.ANSWERED, null);
                yield new CallResult.Said<>(value, servedBy, tokens, money.settle(reserved, entry));
            }
            case Called.Failed<T>(var fault, var sentence, var wish) -> {
                var cost = fault.isMaybeBilled() ? reserved.amount() : BigDecimal.ZERO;
                var refusal = refusal(fault);
                var counted =
                        money.settle(reserved, entry(what, null, Tokens.NONE, cost, began, outcome(fault), refusal));
                yield fault == Fault.GARBAGE
                        ? new CallResult.Garbled<>(sentence, counted)
                        : new CallResult.Failed<>(refusal, sentence, wish, fault.isRepeatable());
            }
        };
    }

    private static @Nullable Tokens tokens(Called.@Nullable Billed billed) {
        return billed == null ? null : new Tokens(billed.input(), billed.cachedInput(), billed.output());
    }

    private static UsageLedger.Outcome outcome(Fault fault) {
        return fault == Fault.GARBAGE ? UsageLedger.Outcome.UNFIT : UsageLedger.Outcome.FAILED;
    }

    private static Refusal refusal(Fault fault) {
        return switch (fault) {
            case NOT_CONNECTED, TLS, BROKEN, REDIRECT -> Refusal.UNREACHABLE;
            case TIMEOUT -> Refusal.TIMEOUT;
            case RATE_LIMITED, OUT_OF_CREDIT -> Refusal.RATE_LIMITED;
            case SERVER_ERROR, GATEWAY_ERROR -> Refusal.OVERLOADED;
            case NOT_AUTHORISED, FORBIDDEN, UNSENDABLE -> Refusal.NOT_AUTHORISED;
            case UNKNOWN_MODEL -> Refusal.UNKNOWN_MODEL;
            case REFUSED_INPUT -> Refusal.REFUSED_INPUT;
            case TOO_LARGE -> Refusal.TOO_LARGE;
            case GARBAGE -> Refusal.UNFIT_ANSWER;
            case INTERRUPTED -> Refusal.INTERRUPTED;
        };
    }

    private UsageLedger.Entry entry(
            Booking what,
            @Nullable String servedBy,
            Tokens tokens,
            BigDecimal cost,
            Instant began,
            UsageLedger.Outcome outcome,
            @Nullable Refusal refusal) {
        var call = what.call();
        return new UsageLedger.Entry(
                began,
                call.model(),
                servedBy,
                call.purpose(),
                what.promptVersion(),
                call.caller(),
                tokens,
                cost,
                Duration.between(began, clock.instant()),
                outcome,
                refusal);
    }
}
