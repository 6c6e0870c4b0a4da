package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sentences of a message and their words. */
final class Sentences {

    private static final Set<String> ABBREVIATIONS = Set.of(
            "no", "nr", "n", "art", "rp", "th", "par", "dr", "mr", "mrs", "ps", "pt", "cv", "ud", "lett", "st", "jl",
            "num", "tbk", "ltd", "inc", "max", "min");

    private Sentences() {}

    /** A word with its place in the message. */
    record Word(String folded, int start, int end) {}

    /** A part of the message; {@code end} lies behind its closing sign. */
    record Sentence(int start, int end, List<Word> words) {
        Sentence {
            words = List.copyOf(words);
        }
    }

    static List<Sentence> of(String text) {
        var sentences = new ArrayList<Sentence>();
        var start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ends(text, i, start)) {
                add(text, start, i + 1, sentences);
                start = i + 1;
            }
        }
        add(text, start, text.length(), sentences);
        return sentences;
    }

    private static void add(String text, int start, int end, List<Sentence> sentences) {
        var words = words(text, start, end);
        if (!words.isEmpty()) {
            sentences.add(new Sentence(start, end, words));
        }
    }

    private static boolean ends(String text, int i, int start) {
        var c = text.charAt(i);
        if (c == '!' || c == '?' || c == '\n' || c == ';') {
            return true;
        }
        return c == '.'
                && (i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1)))
                && Words.before(text.substring(Math.max(start, i - 12), i), Math.min(12, i - start), 1).stream()
                        .noneMatch(ABBREVIATIONS::contains);
    }

    private static List<Word> words(String text, int start, int end) {
        var words = new ArrayList<Word>();
        var i = start;
        while (i < end) {
            var from = i;
            while (i < end && Character.isLetterOrDigit(text.charAt(i))) {
                i++;
            }
            if (i > from) {
                words.add(new Word(Folding.key(text.substring(from, i)), from, i));
            } else {
                i++;
            }
        }
        return words;
    }
}
