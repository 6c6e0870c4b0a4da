package io.nuzantara.llm.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one HTTP call. */
public sealed interface Called<T> {

    /**
     * The provider answered.
     *
     * @param value what it said
     * @param servedBy the model as the answer names it; empty when it names none
     * @param finish why the answer ends, such as {@code stop} or {@code length}; empty when it does not say
     * @param billed tokens as reported; null when the answer does not say
     */
    record Answered<T>(
            T value,
            String servedBy,
            String finish,
            @Nullable Billed billed) implements Called<T> {}

    /**
     * There is no answer.
     *
     * @param fault what happened
     * @param sentence the same for a person; repeats nothing that was sent or received but a code of the provider
     * @param wish how long the provider wants us to wait; null when it does not say
     */
    record Failed<T>(Fault fault, String sentence, @Nullable Duration wish) implements Called<T> {}

    /**
     * Tokens of one call.
     *
     * @param input all of the request
     * @param cachedInput the part of it that came from the provider's cache
     * @param output of the answer
     */
    record Billed(long input, long cachedInput, long output) {}
}
