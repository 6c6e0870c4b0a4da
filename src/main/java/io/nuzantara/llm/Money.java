package io.nuzantara.llm;

import java.math.BigDecimal;

/**
 * The limits of what may be spent: the worst case of a call is reserved before it, and settled to what it really cost after
 * it. What is never settled stays spent.
 */
interface Money {

    /** Reserves the worst case of this call in all limits that it falls under, or in none. */
    Reservation reserve(PlannedCall call);

    /** What the call costs that took these tokens, in USD, by the price of the day on which it was reserved. */
    BigDecimal cost(Reservation.Reserved reserved, Tokens tokens);

    /**
     * Replaces the reservation by what the call cost and keeps its row in the ledger, both or neither.
     *
     * @param entry its cost is what the provider reported; the whole reservation where nobody knows (timeout, reset, unreadable
     *     answer); nothing where the request provably never reached the provider, or it refused it
     * @return what was counted, in USD; nothing when this could not be written: then the reservation stays
     */
    BigDecimal settle(Reservation.Reserved reserved, UsageLedger.Entry entry);

    /** What came of a reservation. */
    sealed interface Reservation {

        /**
         * The money is set aside.
         *
         * @param held the reservation
         * @param call what it is for
         */
        record Reserved(BudgetRows.Held held, PlannedCall call) implements Reservation {

            /** The worst case, in USD. */
            BigDecimal amount() {
                return held.amount();
            }
        }

        /**
         * The call may not be made.
         *
         * @param why {@link Refusal#DAY_BUDGET}, {@link Refusal#EXECUTION_BUDGET} or {@link Refusal#UNKNOWN_MODEL}
         * @param sentence limit and spend, for a person
         */
        record Denied(Refusal why, String sentence) implements Reservation {}
    }
}
