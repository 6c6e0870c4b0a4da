package io.nuzantara.privacy;

import io.nuzantara.privacy.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Single parts of clients' names. In a large table every short word is a part of one: in lower case a part counts only beside
 * another part or behind a form of address, and one that is also an ordinary word only there and with a capital.
 */
final class NameParts {

    private static final Set<String> ADDRESSES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "dear",
            "hi",
            "hello",
            "pak",
            "bapak",
            "bu",
            "ibu",
            "mas",
            "mbak",
            "kak",
            "bli",
            "halo",
            "hai",
            "sdr",
            "sdri",
            "signor",
            "signora",
            "signore",
            "sig",
            "dott",
            "dottoressa",
            "gentile",
            "caro",
            "cara",
            "ciao",
            "buongiorno");
    private static final Pattern SPELLED =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}(?:[ .\\-]{1,2}\\p{L}){3,40}(?![\\p{L}\\p{N}])");

    private NameParts() {}

    static void find(String text, ClientItems clients, Findings findings) {
        var words = Words.of(text);
        for (var at = 0; at < words.size(); at++) {
            if (isName(words, at, clients)) {
                findings.add(begin(text, words, at), words.get(at).end(), Kind.NAME);
            }
        }
        findSpelled(text, clients, findings);
    }

    /** With the particle of O'Brien and D'Amico. */
    private static int begin(String text, List<Word> words, int at) {
        var start = words.get(at).start();
        var particle = at > 0
                && words.get(at - 1).end() == start - 1
                && "'\u2019".indexOf(text.charAt(start - 1)) >= 0
                && words.get(at - 1).folded().length() == 1;
        return particle ? words.get(at - 1).start() : start;
    }

    private static boolean isName(List<Word> words, int at, ClientItems clients) {
        var word = words.get(at);
        if (!clients.isPart(word.folded())) {
            return false;
        }
        var ordinary = Words.isOrdinary(word.folded());
        return ordinary == word.capital()
                ? isAddressed(words, at) || isBesideAPart(words, at, clients)
                : word.capital();
    }

    private static boolean isAddressed(List<Word> words, int at) {
        return at > 0 && ADDRESSES.contains(words.get(at - 1).folded());
    }

    private static boolean isBesideAPart(List<Word> words, int at, ClientItems clients) {
        return (at > 0 && isTelling(words, at - 1, at, clients))
                || (at + 1 < words.size() && isTelling(words, at + 1, at, clients));
    }

    private static boolean isTelling(List<Word> words, int other, int at, ClientItems clients) {
        var neighbour = words.get(other);
        var gap = other < at
                ? words.get(at).start() - neighbour.end()
                : neighbour.start() - words.get(at).end();
        return gap <= 2
                && (neighbour.capital() || !words.get(at).capital())
                && clients.isPart(neighbour.folded())
                && !Words.isOrdinary(neighbour.folded());
    }

    /** Letter by letter, as people do on the telephone. */
    private static void findSpelled(String text, ClientItems clients, Findings findings) {
        var spelled = SPELLED.matcher(text);
        while (spelled.find()) {
            var word = Words.fold(spelled.group().replaceAll("[ .\\-]", ""));
            if (clients.isPart(word)) {
                findings.add(spelled.start(), spelled.end(), Kind.NAME);
            }
        }
    }
}
