package io.nuzantara.knowledge.extraction;

import java.text.Normalizer;
import java.util.Locale;

/** How names are compared: without case, diacritics, punctuation and extra space. */
public final class Folding {

    private Folding() {}

    /**
     * The key of a name: NFKC, no diacritics, lower case; apostrophes and hyphens are spaces, other punctuation is dropped
     * except between digits; white space collapsed. {@code key(key(x)) == key(x)}.
     */
    public static String key(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            var c = plain.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
            } else if (isGap(c)) {
                space(out);
            } else if (!isMark(c) && isBetweenDigits(plain, i)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString().strip();
    }

    /** The digit runs of a name joined by hyphens: names that differ here are never the same thing. */
    public static String digits(String text) {
        return String.join("-", text.replaceAll("\\D++", " ").strip().split(" "));
    }

    static boolean isGap(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || isHyphen(c) || isApostrophe(c);
    }

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    static boolean isBetweenDigits(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isDigit(text.charAt(i - 1))
                && Character.isDigit(text.charAt(i + 1));
    }

    private static boolean isHyphen(int c) {
        return Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || c == '`' || c == '\u00b4' || c == '\u02bc';
    }

    private static void space(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }
}
