package io.nuzantara.trainer;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text as lower-cased words of letters and digits.
 *
 * @param spaced the words with one space before, between and after them
 */
record Words(List<String> list, String spaced) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    static Words of(String text) {
        var list = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
        return new Words(list, " " + String.join(" ", list) + " ");
    }
}
