package io.nuzantara.llm;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one call, with its price. */
sealed interface CallResult<T> {

    /**
     * The model said something.
     *
     * @param value what it said
     * @param servedBy the model as the provider names it
     * @param tokens as reported
     * @param cost in USD
     */
    record Said<T>(T value, String servedBy, Tokens tokens, BigDecimal cost) implements CallResult<T> {}

    /**
     * It said nothing that can be read.
     *
     * @param sentence why
     * @param cost in USD
     */
    record Garbled<T>(String sentence, BigDecimal cost) implements CallResult<T> {}

    /**
     * There is no answer.
     *
     * @param refusal why
     * @param sentence why, for a person
     * @param wish how long to wait; null when unknown
     * @param repeatable whether the same call may succeed a moment later
     */
    record Failed<T>(
            Refusal refusal, String sentence, @Nullable Duration wish, boolean repeatable) implements CallResult<T> {

        Reply.Refused reply() {
            return new Reply.Refused(refusal, sentence, wish);
        }
    }
}
