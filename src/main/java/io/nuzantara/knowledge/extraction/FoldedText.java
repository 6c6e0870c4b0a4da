package io.nuzantara.knowledge.extraction;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A message folded for matching names in it, with the way back to the message. Unlike {@link Folding#key}, punctuation that
 * ends a phrase becomes a {@link #BREAK}, which no name contains.
 */
final class FoldedText {

    static final char BREAK = '\u0001';

    private final char[] text;
    private final int[] starts;
    private final int[] ends;

    private FoldedText(char[] text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    char[] text() {
        return text;
    }

    /** Where in the message the original of a folded character begins. */
    int start(int folded) {
        return starts[folded];
    }

    /** Where in the message the original of a folded character ends. */
    int end(int folded) {
        return ends[folded];
    }

    static FoldedText of(String message) {
        var out = new Builder(message.length() + 16);
        for (int i = 0; i < message.length(); ) {
            var c = message.codePointAt(i);
            var end = i + Character.charCount(c);
            if (c < 128 && Character.isLetterOrDigit(c)) {
                out.add((char) (c >= 'A' && c <= 'Z' ? c + 32 : c), i, end);
            } else {
                out.addOther(message, c, i, end);
            }
            i = end;
        }
        return out.done();
    }

    private static final class Builder {
        private char[] text;
        private int[] starts;
        private int[] ends;
        private int size;

        Builder(int capacity) {
            text = new char[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }

        void addOther(String message, int c, int i, int end) {
            if (Character.isLetterOrDigit(c)) {
                addFolded(c, i, end);
            } else if (Folding.isGap(c) || c == '&') {
                addOnce(' ', i, end);
            } else if (c < 0x10000 && Folding.isBetweenDigits(message, i)) {
                add((char) c, i, end);
            } else if (!Folding.isMark(c) && !isAbbreviationDot(message, c, i)) {
                addOnce(BREAK, i, end);
            }
        }

        private void addFolded(int c, int i, int end) {
            var folded = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                    .toLowerCase(Locale.ROOT);
            folded.codePoints()
                    .filter(Character::isLetterOrDigit)
                    .forEach(part -> Character.toString(part).chars().forEach(unit -> add((char) unit, i, end)));
        }

        /** The dot of "P.T" stands after a lone letter and before another. */
        private static boolean isAbbreviationDot(String message, int c, int i) {
            return c == '.'
                    && i > 0
                    && Character.isLetter(message.charAt(i - 1))
                    && (i == 1 || !Character.isLetterOrDigit(message.charAt(i - 2)))
                    && i + 1 < message.length()
                    && Character.isLetter(message.charAt(i + 1));
        }

        private void addOnce(char c, int i, int end) {
            if (size == 0 || text[size - 1] != c) {
                add(c, i, end);
            }
        }

        void add(char c, int start, int end) {
            if (size == text.length) {
                text = Arrays.copyOf(text, size * 2);
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            text[size] = c;
            starts[size] = start;
            ends[size++] = end;
        }

        FoldedText done() {
            return new FoldedText(Arrays.copyOf(text, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
        }
    }
}
