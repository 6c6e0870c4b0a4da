package io.nuzantara.trainer;

import io.nuzantara.trainer.Lexicon.Cue;
import java.util.regex.Pattern;

/** Prices, durations and lists in a message. */
final class Amounts {

    private static final Pattern PRICE = Pattern.compile(
            "(?:[$€£]|(?<![\\p{L}\\p{N}])(?:rp|idr|usd|eur|aud|sgd|gbp)\\.?)\\s?\\d"
                    + "|\\d\\s?(?:[$€£]|(?:rp|idr|usd|eur|aud|sgd|gbp|rupiah|juta|jt|euro|dollars?)(?![\\p{L}\\p{N}]))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LIST_LINE = Pattern.compile("(?:[-*•]|\\d{1,3}[.)])\\s.*");

    private Amounts() {}

    /** True when a currency sign or code stands next to digits. */
    static boolean namesPrice(Utterance message) {
        return PRICE.matcher(message.text()).find();
    }

    /** True when a number is followed, at most one word between, by a unit of time. */
    static boolean namesDuration(Utterance message) {
        var words = message.words().list();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (Character.isDigit(words.get(i).charAt(0))) {
                var following = words.subList(i + 1, Math.min(i + 3, words.size()));
                var unit = following.stream().anyMatch(word -> message.lexicon().is(Cue.TIME_UNIT, word));
                if (unit) {
                    return true;
                }
            }
        }
        return false;
    }

    /** True when two or more lines are items of a list. */
    static boolean holdsList(Utterance message) {
        return message.text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> LIST_LINE.matcher(line).matches())
                        .limit(2)
                        .count()
                == 2;
    }
}
