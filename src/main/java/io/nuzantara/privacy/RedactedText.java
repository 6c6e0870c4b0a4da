package io.nuzantara.privacy;

import java.util.List;
import java.util.OptionalInt;

/** A text without its personal items, made by {@link Redaction} and by nothing else. */
public final class RedactedText {

    private final String text;
    private final List<Replaced> replaced;

    RedactedText(String text, List<Replaced> replaced) {
        this.text = text;
        this.replaced = List.copyOf(replaced);
    }

    /**
     * One item that was replaced.
     *
     * @param start where its placeholder begins in this text
     * @param placeholder what stands there now, for example {@code [NAME_1]}
     * @param originalStart where the item begins in the original
     * @param originalEnd where it ends there
     */
    public record Replaced(int start, String placeholder, Kind kind, int originalStart, int originalEnd) {}

    /** The text with placeholders. */
    public String text() {
        return text;
    }

    /** What was replaced, from left to right. */
    public List<Replaced> replaced() {
        return replaced;
    }

    /** Where in the original a place of this text is; empty inside of a placeholder. */
    public OptionalInt inOriginal(int place) {
        var shift = 0;
        for (var each : replaced) {
            var end = each.start() + each.placeholder().length();
            if (place > each.start() && place < end) {
                return OptionalInt.empty();
            }
            if (place >= end) {
                shift = each.originalEnd() - end;
            }
        }
        return OptionalInt.of(place + shift);
    }

    @Override
    public String toString() {
        return text;
    }
}
