package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The countries of the world under their names in three languages, out of the JDK's locale data. */
final class Countries {

    /** Words of other meaning in one of the languages, so only the name as written counts. */
    private static final Set<String> WORDS = Set.of(
            "TD", "GE", "JO", "TR", "ML", "NE", "GN", "TG", "JE", "RE", "CL", "MT", "OM", "IM", "NU", "CU", "PE", "CK");

    private Countries() {}

    /** Countries for which {@code known} has no entry; a form that {@code known} has is left out. */
    static List<LexiconEntry> beside(List<LexiconEntry> known) {
        var ids = new java.util.HashSet<String>();
        var taken = new java.util.HashSet<String>();
        known.forEach(entry -> ids.add(entry.id()));
        known.stream()
                .filter(entry -> entry.type() == EntityType.LOCATION)
                .forEach(entry -> entry.forms().forEach(form -> taken.add(Folding.key(form))));
        var countries = new ArrayList<LexiconEntry>();
        for (var code : new java.util.TreeSet<>(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2))) {
            var id = "country:" + code.toLowerCase(Locale.ROOT);
            var names = names(code, taken);
            if (!ids.contains(id) && !names.isEmpty()) {
                countries.add(new LexiconEntry(
                        id,
                        EntityType.LOCATION,
                        names,
                        List.of(),
                        "Country.",
                        "country",
                        WORDS.contains(code),
                        false,
                        true,
                        Set.of()));
            }
        }
        return countries;
    }

    private static Map<String, String> names(String code, Set<String> taken) {
        var names = new LinkedHashMap<String, String>();
        var own = new java.util.HashSet<String>();
        for (var language : LexiconFile.LANGUAGES) {
            var name = Locale.of("", code).getDisplayCountry(Locale.of(language));
            var folded = Folding.key(name);
            if (folded.length() > 2 && (own.contains(folded) || taken.add(folded))) {
                own.add(folded);
                names.put(language, name);
            }
        }
        return names;
    }
}
