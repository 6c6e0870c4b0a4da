package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readiness matrix.
 *
 * @param says how many rows are how
 * @param profile how strict it is, in words
 */
record ReadinessPage(String says, String profile, Moment checked, List<Part> parts) {

    /** The rows about one kind of thing. */
    record Part(String id, String name, List<CheckRow> rows) {}

    /**
     * One row.
     *
     * @param fix the exact command, SQL or variable; null where there is nothing to mend
     */
    record CheckRow(
            State state, String name, String says, @Nullable String fix, Moment since) {}
}
