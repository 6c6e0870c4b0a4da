package io.nuzantara.knowledge.extraction;

import org.jspecify.annotations.Nullable;

/**
 * One place where a message names an entity.
 *
 * @param type what is named
 * @param start first UTF-16 offset in the message
 * @param end offset after the last
 * @param display the name as written, or completed where the words alone are not a name (an article of the law cited before)
 * @param folded {@link Folding#key} of {@code display}
 * @param canonicalId id by grammar, e.g. {@code law:uu:6:2011}
 * @param lexiconId id by lexicon, e.g. {@code visa:kitas}
 * @param extractor the layer that found it
 */
public record Mention(
        EntityType type,
        int start,
        int end,
        String display,
        String folded,
        @Nullable String canonicalId,
        @Nullable String lexiconId,
        Layer extractor) {

    /** The layers and how far each is believed (start values). */
    public enum Layer {
        GRAMMAR(.95),
        LEXICON(.90);

        private final double confidence;

        Layer(double confidence) {
            this.confidence = confidence;
        }

        public double confidence() {
            return confidence;
        }
    }

    static Mention canonical(EntityType type, String text, int start, int end, String canonicalId) {
        var display = text.substring(start, end);
        return new Mention(type, start, end, display, Folding.key(display), canonicalId, null, Layer.GRAMMAR);
    }

    Mention named(String name) {
        return new Mention(type, start, end, name, Folding.key(name), canonicalId, lexiconId, extractor);
    }

    Mention inLexicon(@Nullable String id) {
        return new Mention(type, start, end, display, folded, canonicalId, id, extractor);
    }

    Mention at(int newStart, int newEnd) {
        return new Mention(type, newStart, newEnd, display, folded, canonicalId, lexiconId, extractor);
    }

    /** The identity it brings along: canonical before lexicon; null when only its words speak. */
    public @Nullable String id() {
        return canonicalId == null ? lexiconId : canonicalId;
    }
}
