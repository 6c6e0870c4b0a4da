package io.nuzantara.conversation;

import java.util.Locale;

/** What was odd about a row that was kept. */
public enum WarningCode {
    EMAIL_INVALID,
    PHONE_INVALID,
    DATES_REVERSED,
    UNKNOWN_CLIENT,
    TIMES_OUT_OF_ORDER,
    MESSAGE_EMPTY,
    RATING_ZERO,
    SENSITIVE_COLUMN;

    /** The code as it stands in tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
