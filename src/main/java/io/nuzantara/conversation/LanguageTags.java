package io.nuzantara.conversation;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/** Languages by BCP 47 tag. */
final class LanguageTags {

    private LanguageTags() {}

    /** The primary tag, the old code {@code in} of Indonesian as {@code id}. */
    static Optional<String> primary(String text) {
        try {
            var language = new Locale.Builder()
                    .setLanguageTag(text.replace('_', '-'))
                    .build()
                    .getLanguage();
            var known = language.length() == 2 || language.length() == 3;
            return known && !language.equals("und") ? Optional.of(language) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }
}
