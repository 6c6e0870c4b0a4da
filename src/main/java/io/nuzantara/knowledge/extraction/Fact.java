package io.nuzantara.knowledge.extraction;

/**
 * A statement of a message.
 *
 * @param object an entity or a value
 * @param negated the message denies it
 * @param start first UTF-16 offset of the words that say it
 * @param end offset after them
 */
public record Fact(
        Mention subject, Predicate predicate, Target object, boolean negated, int start, int end, Basis basis) {

    /** What a fact points to. */
    public sealed interface Target {
        record Entity(Mention mention) implements Target {}

        record Value(Literal literal) implements Target {}
    }

    /** How a fact was found and how far that is believed (start values). */
    public enum Basis {
        GRAMMAR(.95),
        SENTENCE(.80);

        private final double confidence;

        Basis(double confidence) {
            this.confidence = confidence;
        }

        public double confidence() {
            return confidence;
        }
    }
}
