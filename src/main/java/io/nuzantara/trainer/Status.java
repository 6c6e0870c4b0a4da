package io.nuzantara.trainer;

import java.util.Locale;

/** How far an analysis came; stored and shown in lower snake case. */
enum Status {
    /** Too few good or bad conversations to compare anything. */
    INSUFFICIENT_DATA,
    /** No difference was decided that the assistant's prompt could change. */
    NOTHING_ADDRESSABLE,
    /** An edit was due but could not be made. */
    CHECK_FAILED,
    /** The very same edit has been proposed before. */
    ALREADY_OPEN,
    /** The edit, if a prompt is set, is drafted; nobody has tried it on held-out conversations. */
    NOT_EVALUATED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
