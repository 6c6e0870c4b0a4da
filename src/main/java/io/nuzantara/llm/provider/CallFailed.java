package io.nuzantara.llm.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries a fault through the library that speaks the protocol. Without stack: it is a result, not a surprise. */
class CallFailed extends RuntimeException {

    private final Fault fault;
    private final String sentence;
    private final @Nullable Duration wish;

    CallFailed(Fault fault, String sentence, @Nullable Duration wish) {
        super(sentence, null, false, false);
        this.fault = fault;
        this.sentence = sentence;
        this.wish = wish;
    }

    CallFailed(Fault fault, String sentence) {
        this(fault, sentence, null);
    }

    <T> Called<T> result() {
        return new Called.Failed<>(fault, sentence, wish);
    }
}
