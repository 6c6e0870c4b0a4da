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
     * One call, or one answer from the cache.
     *
     * @param at when it began
     * @param model the model that was asked
     * @param servedBy the model as the provider names it in its answer; null without an answer
     * @param purpose what for
     * @param promptVersion version of the prompt
     * @param caller who pays
     * @param tokens as reported; none when nothing was reported
     * @param cost what was settled or forfeited, in USD
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
            @Nullable Refusal refusal) {}

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        CACHED,
        UNFIT,
        FAILED
    }
}
