package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;

/** Words around a place in a text, folded. */
final class Words {

    private static final int LONGEST_LOOK = 200;

    private Words() {}

    /** Up to {@code count} words before {@code start}, nearest first, and as many after {@code end}, nearest first. */
    static List<String> around(String text, int start, int end, int count) {
        var words = before(text, start, count);
        words.addAll(after(text, end, count));
        return words;
    }

    /** Up to {@code count} words before {@code start}, nearest first. */
    static List<String> before(String text, int start, int count) {
        var words = new ArrayList<String>();
        var i = start;
        var limit = Math.max(0, start - LONGEST_LOOK);
        while (i > limit && words.size() < count) {
            while (i > limit && !Character.isLetterOrDigit(text.charAt(i - 1))) {
                i--;
            }
            var wordEnd = i;
            while (i > limit && Character.isLetterOrDigit(text.charAt(i - 1))) {
                i--;
            }
            if (i < wordEnd) {
                words.add(Folding.key(text.substring(i, wordEnd)));
            }
        }
        return words;
    }

    /** Up to {@code count} words after {@code end}, nearest first. */
    static List<String> after(String text, int end, int count) {
        var words = new ArrayList<String>();
        var i = end;
        var limit = Math.min(text.length(), end + LONGEST_LOOK);
        while (i < limit && words.size() < count) {
            while (i < limit && !Character.isLetterOrDigit(text.charAt(i))) {
                i++;
            }
            var wordStart = i;
            while (i < limit && Character.isLetterOrDigit(text.charAt(i))) {
                i++;
            }
            if (i > wordStart) {
                words.add(Folding.key(text.substring(wordStart, i)));
            }
        }
        return words;
    }

    /** Whether no letter or digit touches the span from outside. */
    static boolean isWhole(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start)))
                && (end >= text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
    }
}
