package io.nuzantara.knowledge.extraction;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing of the domain with its names in three languages.
 *
 * @param id stable, unique
 * @param names preferred name by language {@code en}, {@code id}, {@code it}; at least one
 * @param aliases further names
 * @param gloss one English sentence
 * @param exclusive group of which two ids are never the same thing; null = none
 * @param exactCase forms with a capital letter count only as written
 * @param ambiguous counts only with a context word near by
 * @param nofuzzy is never merged by likeness
 * @param context folded words
 */
public record LexiconEntry(
        String id,
        EntityType type,
        Map<String, String> names,
        List<String> aliases,
        String gloss,
        @Nullable String exclusive,
        boolean exactCase,
        boolean ambiguous,
        boolean nofuzzy,
        Set<String> context) {

    public LexiconEntry {
        names = Map.copyOf(names);
        aliases = List.copyOf(aliases);
        context = Set.copyOf(context);
    }

    /** The English name, else the Indonesian, else the Italian. */
    public String preferredName() {
        for (var language : LexiconFile.LANGUAGES) {
            var name = names.get(language);
            if (name != null) {
                return name;
            }
        }
        throw new IllegalStateException("no name for " + id);
    }

    /** All its forms: preferred names in the order en, id, it, then aliases. */
    List<String> forms() {
        var preferred =
                LexiconFile.LANGUAGES.stream().filter(names::containsKey).map(names::get);
        return java.util.stream.Stream.concat(preferred, aliases.stream())
                .distinct()
                .toList();
    }
}
