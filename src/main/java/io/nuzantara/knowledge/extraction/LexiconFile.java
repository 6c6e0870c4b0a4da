package io.nuzantara.knowledge.extraction;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a lexicon (CSV by RFC 4180, UTF-8, with header) and refuses it as a whole when one line is wrong. */
final class LexiconFile {

    static final List<String> LANGUAGES = List.of("en", "id", "it");
    private static final List<String> COLUMNS = List.of(
            "id", "type", "name_en", "name_id", "name_it", "aliases", "gloss_en", "exclusive", "flags", "context");
    private static final List<String> OPTIONAL = List.of("valid_from", "valid_to", "source");
    private static final Set<String> FLAGS = Set.of("case", "ambiguous", "nofuzzy");
    private static final int SHORTEST_FORM = 2;

    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, String> forms = new HashMap<>();
    private final List<LexiconEntry> entries = new ArrayList<>();

    private LexiconFile() {}

    /**
     * The entries of a lexicon in the order of the file.
     *
     * @throws LexiconRefused naming line and reason
     */
    static List<LexiconEntry> parse(String csv) {
        var file = new LexiconFile();
        var text = csv.startsWith("\ufeff") ? csv.substring(1) : csv;
        try (var reader = CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            var rows = reader.iterator();
            if (!rows.hasNext()) {
                throw new LexiconRefused(1, "the file is empty");
            }
            var header = header(rows.next());
            rows.forEachRemaining(row -> file.add(row, header));
        } catch (CsvParseException e) {
            throw new LexiconRefused(1, "not readable as CSV: " + e.getMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file.entries;
    }

    private static List<String> header(CsvRecord row) {
        var header = row.getFields();
        for (var column : COLUMNS) {
            if (!header.contains(column)) {
                throw new LexiconRefused(1, "column %s is missing".formatted(column));
            }
        }
        for (var column : header) {
            if (!COLUMNS.contains(column) && !OPTIONAL.contains(column)) {
                throw new LexiconRefused(1, "unknown column %s".formatted(column));
            }
        }
        return header;
    }

    private void add(CsvRecord row, List<String> header) {
        var line = row.getStartingLineNumber();
        if (row.getFieldCount() != header.size()) {
            throw new LexiconRefused(line, "%d fields instead of %d".formatted(row.getFieldCount(), header.size()));
        }
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), row.getField(i).strip());
        }
        var entry = entry(cells, line);
        var earlier = ids.putIfAbsent(entry.id(), line);
        if (earlier != null) {
            throw new LexiconRefused(line, "id %s stands in line %d already".formatted(entry.id(), earlier));
        }
        entry.forms().forEach(form -> claim(entry, form, line));
        entries.add(entry);
    }

    private static LexiconEntry entry(Map<String, String> cells, long line) {
        var id = cells.getOrDefault("id", "");
        if (!id.matches("[a-z]+(:[a-z0-9_()]+)+")) {
            throw new LexiconRefused(line, "the id must look like visa:kitas, not '%s'".formatted(id));
        }
        var code = cells.getOrDefault("type", "");
        var type = EntityType.ofCode(code).orElseThrow(() -> new LexiconRefused(line, "unknown type " + code));
        var flags = words(cells.get("flags"), "[ ,]+");
        if (!FLAGS.containsAll(flags)) {
            throw new LexiconRefused(line, "unknown flag in '%s'".formatted(cells.get("flags")));
        }
        var context =
                words(cells.get("context"), "\\|").stream().map(Folding::key).collect(Collectors.toSet());
        if (flags.contains("ambiguous") && context.isEmpty()) {
            throw new LexiconRefused(line, "an ambiguous entry needs context words");
        }
        return new LexiconEntry(
                id,
                type,
                names(cells, line),
                aliases(cells.get("aliases"), line),
                cells.getOrDefault("gloss_en", ""),
                blankToNull(cells.get("exclusive")),
                flags.contains("case"),
                flags.contains("ambiguous"),
                flags.contains("nofuzzy"),
                context);
    }

    private static Map<String, String> names(Map<String, String> cells, long line) {
        var names = new LinkedHashMap<String, String>();
        for (var language : LANGUAGES) {
            var name = cells.getOrDefault("name_" + language, "");
            if (!name.isEmpty()) {
                names.put(language, name);
            }
        }
        if (names.isEmpty()) {
            throw new LexiconRefused(line, "no name in any language");
        }
        return names;
    }

    private static List<String> aliases(@Nullable String cell, long line) {
        var aliases = new ArrayList<String>();
        for (var alias : words(cell, "\\|")) {
            var colon = alias.indexOf(':');
            var language = colon < 0 ? "" : alias.substring(0, colon).strip();
            if (!LANGUAGES.contains(language) && !"*".equals(language)) {
                throw new LexiconRefused(line, "alias '%s' must start with en:, id:, it: or *:".formatted(alias));
            }
            aliases.add(alias.substring(colon + 1).strip());
        }
        return aliases;
    }

    private void claim(LexiconEntry entry, String form, long line) {
        var folded = Folding.key(form);
        if (folded.length() < SHORTEST_FORM) {
            throw new LexiconRefused(line, "'%s' folds to fewer than %d characters".formatted(form, SHORTEST_FORM));
        }
        var owner = forms.putIfAbsent(entry.type() + "\n" + folded, entry.id());
        if (owner != null && !owner.equals(entry.id())) {
            throw new LexiconRefused(line, "'%s' belongs to %s already".formatted(form, owner));
        }
    }

    private static List<String> words(@Nullable String cell, String separator) {
        return cell == null
                ? List.of()
                : Arrays.stream(cell.split(separator))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
