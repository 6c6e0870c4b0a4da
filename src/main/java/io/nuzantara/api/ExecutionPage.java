package io.nuzantara.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of executions, newest first.
 *
 * @param total how many executions match the filter in all; counted up to 10,000
 * @param totalIsLowerBound true when there are more than {@code total}
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last one
 */
public record ExecutionPage(
        boolean success,
        List<ExecutionView> executions,
        long total,
        boolean totalIsLowerBound,
        @Nullable String nextCursor) {
    public ExecutionPage {
        executions = List.copyOf(executions);
    }
}
