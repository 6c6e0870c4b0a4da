package io.nuzantara.conversation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** Countries by ISO 3166-1 code or by their name in English, Italian or Indonesian. */
final class Countries {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.ITALIAN, Locale.of("id"));
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The two letters of a country. */
    static Optional<String> alpha2(String text) {
        return Optional.ofNullable(CODES.get(folded(text)));
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (var country : Locale.getISOCountries()) {
            var locale = Locale.of("", country);
            LANGUAGES.forEach(language -> codes.put(folded(locale.getDisplayCountry(language)), country));
            codes.put(folded(alpha3(locale)), country);
        }
        List.of(Locale.getISOCountries()).forEach(country -> codes.put(folded(country), country));
        return Map.copyOf(codes);
    }

    private static String alpha3(Locale locale) {
        try {
            return locale.getISO3Country();
        } catch (MissingResourceException e) {
            return locale.getCountry();
        }
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
