package io.nuzantara.execution;

import java.util.Locale;

/** Why a completed execution is not whole; stored and shown in lower snake case. */
public enum DegradedReason {
    ITEMS_FAILED,
    BUDGET_EXHAUSTED,
    DEADLINE_REACHED,
    LOCAL_FALLBACK,
    PARTIAL_SOURCES,
    APPROVAL_EXPIRED;

    /** The reason as it stands in tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
