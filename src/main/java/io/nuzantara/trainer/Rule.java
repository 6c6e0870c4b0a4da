package io.nuzantara.trainer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to tell the assistant when a feature makes the difference: our own sentence, never text of a client or a model.
 *
 * @param direction {@code higher} when good conversations have more of the feature
 * @param headings of the section it belongs to, by language
 * @param texts the sentence, by language
 */
record Rule(String driver, String direction, Map<String, String> headings, Map<String, String> texts) {

    static final List<String> LANGUAGES = List.of("en", "id", "it");
    private static final List<Rule> ALL = load();

    Rule {
        headings = Map.copyOf(headings);
        texts = Map.copyOf(texts);
    }

    static List<Rule> all() {
        return ALL;
    }

    /** The rule for a driver; empty when the direction says nothing that one could write into a prompt. */
    static Optional<Rule> of(String driver, String direction) {
        return ALL.stream()
                .filter(rule -> rule.driver().equals(driver) && rule.direction().equals(direction))
                .findFirst();
    }

    String heading(String language) {
        return Objects.requireNonNull(headings.get(language));
    }

    String text(String language) {
        return Objects.requireNonNull(texts.get(language));
    }

    private static List<Rule> load() {
        var stream = Objects.requireNonNull(Rule.class.getResourceAsStream("/trainer/rules.csv"));
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return csv.stream().map(Rule::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule of(NamedCsvRecord row) {
        return new Rule(
                row.getField("driver"), row.getField("direction"), byLanguage(row, "heading"), byLanguage(row, "text"));
    }

    private static Map<String, String> byLanguage(NamedCsvRecord row, String column) {
        return LANGUAGES.stream()
                .collect(Collectors.toMap(language -> language, language -> row.getField(column + '_' + language)));
    }
}
