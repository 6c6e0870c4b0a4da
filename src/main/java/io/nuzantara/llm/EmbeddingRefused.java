package io.nuzantara.llm;

/** A text has no vector now: why, for a person and to be counted. */
public class EmbeddingRefused extends RuntimeException {

    private final Refusal why;

    EmbeddingRefused(Refusal why, String sentence) {
        super(sentence);
        this.why = why;
    }

    /** The reason, to be counted. */
    public Refusal why() {
        return why;
    }
}
