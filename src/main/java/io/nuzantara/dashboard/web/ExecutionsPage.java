package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executions, newest first.
 *
 * @param agents what the list can be narrowed to
 * @param states likewise
 * @param total how many match in all
 * @param older address of the next page; null on the last one
 */
record ExecutionsPage(
        List<Choice> agents,
        List<Choice> states,
        List<ExecutionRow> rows,
        String total,
        @Nullable String older) {

    /** One value of a filter. */
    record Choice(String value, String text, boolean chosen) {}
}
