package io.nuzantara.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** Texts as folded words: lower case, without accents. */
final class Words {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Set<String> ORDINARY = ordinary();

    private Words() {}

    /** A word of a text. */
    record Word(String folded, int start, int end, boolean capital) {}

    /** Runs of letters; a capital behind a small letter begins a new word, as in {@code MariaRossi}. */
    static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        var start = -1;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (!isPart(c) || (start >= 0 && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(at - 1)))) {
                add(text, start, at, words);
                start = -1;
            }
            if (start < 0 && Character.isLetter(c)) {
                start = at;
            }
        }
        add(text, start, text.length(), words);
        return words;
    }

    private static boolean isPart(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static void add(String text, int start, int end, List<Word> words) {
        if (start >= 0) {
            var word = text.substring(start, end);
            words.add(new Word(fold(word), start, end, Character.isUpperCase(word.charAt(0))));
        }
    }

    /** The folded words of a name. */
    static List<String> folded(String name) {
        return of(PlainText.of(name).text()).stream().map(Word::folded).toList();
    }

    static String fold(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a word is one that people use every day, or a place: alone it names nobody. */
    static boolean isOrdinary(String folded) {
        return ORDINARY.contains(folded);
    }

    private static Set<String> ordinary() {
        try {
            return new ClassPathResource("privacy/ordinary-words.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Pattern.compile("\\s+").splitAsStream(line))
                    .filter(word -> !word.isEmpty())
                    .map(Words::fold)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("no list of ordinary words", e);
        }
    }
}
