package io.nuzantara.demo;

import java.util.Locale;

/** What the clients of the sample business ask about. */
enum Topic {
    VISA("visa"),
    RESIDENCE("residence permit"),
    COMPANY("company set-up"),
    TAX("tax"),
    PROPERTY("property"),
    LICENCE("business licence");

    private final String label;

    Topic(String label) {
        this.label = label;
    }

    /** The topic as it stands in the conversations. */
    String label() {
        return label;
    }

    /** The topic as it stands in the names of the phrase banks. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
