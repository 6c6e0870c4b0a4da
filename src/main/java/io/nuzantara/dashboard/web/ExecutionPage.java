package io.nuzantara.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution.
 *
 * @param requestedBy name of the caller
 * @param reasons why it is not whole, in words
 * @param json the execution as the API answers it
 */
record ExecutionPage(
        ExecutionRow execution,
        @Nullable String requestedBy,
        @Nullable Moment ended,
        String attempts,
        @Nullable String node,
        @Nullable String errorCode,
        List<String> reasons,
        List<Figure> figures,
        List<Pair> parameters,
        List<StepLine> steps,
        String json) {

    /** A name and its value. */
    record Pair(String name, String value) {}

    /** A finished or running step. */
    record StepLine(
            State state,
            String name,
            Moment started,
            @Nullable String duration) {}
}
