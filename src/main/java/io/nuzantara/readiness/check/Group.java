package io.nuzantara.readiness.check;

import java.util.Locale;

/** What rows are about. */
public enum Group {
    PROGRAM,
    MACHINE,
    SETTINGS,
    DATA,
    WORK,
    OUTSIDE;

    /** Its name in JSON and in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
