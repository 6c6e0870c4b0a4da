package io.nuzantara.knowledge.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Words that say which predicate a sentence states; data in {@code cues.csv}, {@code *} ends a stem. */
final class Cues {

    /** A cue of a sentence: words {@code from} to {@code to} (exclusive). */
    record Hit(Cue cue, int from, int to) {}

    /** @param inverse the object stands before the cue */
    record Cue(Predicate predicate, boolean inverse, List<String> words) {
        boolean fits(List<Sentences.Word> sentence, int at) {
            if (at + words.size() > sentence.size()) {
                return false;
            }
            for (int i = 0; i < words.size(); i++) {
                if (!fits(words.get(i), sentence.get(at + i).folded())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(String cue, String word) {
            return cue.endsWith("*") ? word.startsWith(cue.substring(0, cue.length() - 1)) : word.equals(cue);
        }
    }

    private static final int STEM = 3;

    private final Map<String, List<Cue>> byStart = new HashMap<>();
    private final String source;

    private Cues(String csv) {
        source = csv;
        csv.lines()
                .skip(1)
                .map(Cues::cue)
                .forEach(cue -> byStart.computeIfAbsent(start(cue.words().getFirst()), any -> new ArrayList<>())
                        .add(cue));
        byStart.values()
                .forEach(cues -> cues.sort(
                        Comparator.comparingInt((Cue cue) -> -cue.words().size())));
    }

    static Cues shipped() {
        try (var stream = Cues.class.getResourceAsStream("/knowledge/cues.csv")) {
            return new Cues(new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the table: a change of it changes what is extracted. */
    String source() {
        return source;
    }

    private static Cue cue(String line) {
        var cells = line.split(",", -1);
        var predicate = Predicate.ofCode(cells[0]).orElseThrow(() -> new IllegalArgumentException(line));
        var words = Stream.of(cells[2].split(" ", -1))
                .map(word -> Folding.key(word) + (word.endsWith("*") ? "*" : ""))
                .toList();
        return new Cue(predicate, cells[1].equals("inverse"), words);
    }

    private static String start(String word) {
        var plain = word.replace("*", "");
        return plain.substring(0, Math.min(STEM, plain.length()));
    }

    /** The cues of a sentence; a cue inside a longer one of another predicate does not count. */
    List<Hit> in(List<Sentences.Word> sentence) {
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < sentence.size(); i++) {
            var at = i;
            var longest = 0;
            for (var cue : byStart.getOrDefault(start(sentence.get(i).folded()), List.of())) {
                if (cue.words().size() >= longest && cue.fits(sentence, at)) {
                    longest = cue.words().size();
                    hits.add(new Hit(cue, at, at + longest));
                }
            }
            i += Math.max(0, longest - 1);
        }
        return hits;
    }
}
