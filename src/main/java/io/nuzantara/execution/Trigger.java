package io.nuzantara.execution;

import java.util.Locale;

/** Who asked for an execution. */
public enum Trigger {
    API,
    SCHEDULE,
    CYCLE,
    RETRY,
    CLI;

    /** The word as it stands in tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
