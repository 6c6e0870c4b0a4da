package io.nuzantara.llm;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every call is a row: who asked which model with which prompt, what it took, how it ended. Never a text. */
interface UsageLedger {

    /** Keeps the row. */
    void record(Entry entry);

    /**
     * One call, one answer from the cache, or one call that was not made.
     *
     * @param at when it began
     * @param model the model that was asked
     * @param servedBy the model as the provider names it in its answer; null without an answer
     * @param purpose what for
     * @param promptVersion version of the prompt
     * @param caller who pays
     * @param tokens as reported; none when nothing was reported
     * @param cost what is counted for it, in USD
     * @param took time of the call
     * @param outcome how it ended
     * @param refusal why there is no answer; null when there is one
     */
    record Entry(
            Instant at,
            ModelName model,
            @Nullable String servedBy,
            Purpose purpose,
            String promptVersion,
            Caller caller,
            Tokens tokens,
            BigDecimal cost,
            Duration took,
            Outcome outcome,
            @Nullable Refusal refusal) {

        /** A call that was not made. */
        static Entry refused(Booking what, Refusal why, Instant at) {
            var call = what.call();
            return new Entry(
                    at,
                    call.model(),
                    null,
                    call.purpose(),
                    what.promptVersion(),
                    call.caller(),
                    Tokens.NONE,
                    BigDecimal.ZERO,
                    Duration.ZERO,
                    Outcome.FAILED,
                    why);
        }
    }

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        CACHED,
        UNFIT,
        FAILED
    }
}
