package io.nuzantara.execution;

import java.util.Locale;

/** Why an execution failed; stored and shown in lower snake case. */
public enum FailureCode {
    AGENT_BUG,
    POISONED,
    ITEM_FAILURES,
    STEP_INCOMPATIBLE,
    DEPENDENCY_UNAVAILABLE,
    CONFIGURATION_MISSING,
    BUDGET_EXHAUSTED,
    DEADLINE_EXCEEDED,
    APPROVAL_REJECTED,
    APPROVAL_EXPIRED,
    STOPPED;

    /** The code as it stands in tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
