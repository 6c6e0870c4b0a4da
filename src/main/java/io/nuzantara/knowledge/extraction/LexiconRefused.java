package io.nuzantara.knowledge.extraction;

/** A lexicon that cannot be used; the message names line and reason. */
public final class LexiconRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LexiconRefused(long line, String reason) {
        super("lexicon line %d: %s".formatted(line, reason));
    }
}
