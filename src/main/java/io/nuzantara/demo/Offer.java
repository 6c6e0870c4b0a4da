package io.nuzantara.demo;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A service of the sample business.
 *
 * @param code the type its practices carry
 * @param price today's price in rupiah
 * @param days today's usual duration
 * @param termMonths how long the result is valid; 0 = without end
 * @param names what clients call it
 * @param laws the law it rests on
 * @param authorities who issues it
 */
record Offer(
        String code,
        Topic topic,
        BigDecimal price,
        int days,
        int termMonths,
        Map<Language, String> names,
        Map<Language, String> laws,
        Map<Language, String> authorities) {

    String name(Language language) {
        return named(names, language);
    }

    String law(Language language) {
        return named(laws, language);
    }

    String authority(Language language) {
        return named(authorities, language);
    }

    private String named(Map<Language, String> texts, Language language) {
        var text = texts.get(language);
        if (text == null) {
            throw new IllegalStateException("offer " + code + " has no text in " + language.tag());
        }
        return text;
    }
}
