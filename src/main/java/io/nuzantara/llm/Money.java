package io.nuzantara.llm;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * The limits of what may be spent: the worst case of a call is reserved before it, and settled to what it really cost after
 * it. What is never settled stays spent.
 */
interface Money {

    /** Reserves the worst case of this call in all limits that it falls under, or in none. */
    Reservation reserve(PlannedCall call);

    /**
     * Replaces the reservation by what the provider reported.
     *
     * @return what the call cost, in USD
     */
    BigDecimal settle(Reservation.Reserved reserved, Tokens tokens);

    /**
     * The outcome is unknown (timeout, reset, unreadable answer): the whole reservation counts as spent.
     *
     * @return what that is, in USD
     */
    BigDecimal forfeit(Reservation.Reserved reserved);

    /** Nothing was billed: the request provably never reached the provider, or it refused it. */
    void release(Reservation.Reserved reserved);

    /** What came of a reservation. */
    sealed interface Reservation {

        /**
         * The money is set aside.
         *
         * @param id the reservation
         * @param call what it is for
         * @param amount the worst case, in USD
         */
        record Reserved(UUID id, PlannedCall call, BigDecimal amount) implements Reservation {}

        /**
         * The call may not be made.
         *
         * @param why {@link Refusal#DAY_BUDGET}, {@link Refusal#EXECUTION_BUDGET} or {@link Refusal#UNKNOWN_MODEL}
         * @param sentence limit and spend, for a person
         */
        record Denied(Refusal why, String sentence) implements Reservation {}
    }
}
