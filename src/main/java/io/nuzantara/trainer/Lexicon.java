package io.nuzantara.trainer;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cue phrases of one language by kind. A phrase is a sequence of words; a trailing {@code *} also takes longer words.
 * Phrases are looked up as plain text, so no input can make a look-up slow.
 */
final class Lexicon {

    /** What a phrase hints at. */
    enum Cue {
        APOLOGY,
        NEGATIVE,
        POLITE,
        NEXT_STEP,
        DOCUMENT,
        READ_BACK,
        HANDOVER,
        TIME_UNIT,
        QUANTITY_QUESTION,
        OBJECTION,
        THANKS,
        STOP
    }

    private static final Map<String, Lexicon> BY_LANGUAGE =
            Map.of("en", load("en"), "id", load("id"), "it", load("it"));
    private static final Lexicon ALL = union();

    private final Map<Cue, List<String>> needles;
    private final Map<Cue, Set<String>> words;

    private Lexicon(Map<Cue, Set<String>> phrases) {
        words = phrases;
        needles = new EnumMap<>(Cue.class);
        phrases.forEach((cue, texts) ->
                needles.put(cue, texts.stream().map(Lexicon::needle).toList()));
    }

    /** The phrases of a language; those of all languages when it is unknown or has none. */
    static Lexicon of(@Nullable String language) {
        return language == null ? ALL : BY_LANGUAGE.getOrDefault(language, ALL);
    }

    /** True when the words hold a phrase of this kind. */
    boolean has(Cue cue, Words text) {
        return needles(cue).stream().anyMatch(text.spaced()::contains);
    }

    /** How many different phrases of this kind the words hold. */
    long count(Cue cue, Words text) {
        return needles(cue).stream().filter(text.spaced()::contains).count();
    }

    /** True when this single word is a phrase of this kind. */
    boolean is(Cue cue, String word) {
        return words.getOrDefault(cue, Set.of()).contains(word);
    }

    private List<String> needles(Cue cue) {
        return needles.getOrDefault(cue, List.of());
    }

    private static String needle(String phrase) {
        return phrase.endsWith("*")
                ? Words.of(phrase).spaced().stripTrailing()
                : Words.of(phrase).spaced();
    }

    private static Lexicon load(String language) {
        var name = "/trainer/lexicon-%s.csv".formatted(language);
        var stream = Objects.requireNonNull(Lexicon.class.getResourceAsStream(name), name);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new Lexicon(csv.stream()
                    .collect(Collectors.groupingBy(
                            row -> Cue.valueOf(row.getField("cue").toUpperCase(Locale.ROOT)),
                            () -> new TreeMap<Cue, Set<String>>(),
                            Collectors.mapping(row -> row.getField("phrase"), Collectors.toSet()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lexicon union() {
        var phrases = new TreeMap<Cue, Set<String>>();
        BY_LANGUAGE
                .values()
                .forEach(lexicon -> lexicon.words.forEach((cue, texts) ->
                        phrases.computeIfAbsent(cue, _ -> new LinkedHashSet<>()).addAll(texts)));
        return new Lexicon(phrases);
    }
}
