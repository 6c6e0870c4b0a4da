package io.nuzantara.optimizer;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The word as it stands in tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
