package io.nuzantara.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;

/** The languages the sample business speaks with its clients. */
enum Language {
    EN(Locale.ENGLISH),
    IT(Locale.ITALIAN),
    ID(Locale.forLanguageTag("id"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The language as its BCP 47 tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Language ofTag(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }

    String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, locale);
    }

    /** Whole rupiah with the thousands separator of the language, e.g. {@code 18.500.000}. */
    String grouped(BigDecimal rupiah) {
        var english = "%,d".formatted(rupiah.longValueExact());
        return this == EN ? english : english.replace(',', '.');
    }
}
