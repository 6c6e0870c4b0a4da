package io.nuzantara.execution;

/** The other side of an effect did not answer: the execution is tried again later and begins by looking. */
class EffectUnanswered extends RuntimeException {
    EffectUnanswered(RuntimeException cause) {
        super("the other side did not answer", cause);
    }
}
