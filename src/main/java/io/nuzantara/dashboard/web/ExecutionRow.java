package io.nuzantara.dashboard.web;

import io.nuzantara.api.ExecutionView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An execution in a list.
 *
 * @param words its result, phase or failure in one sentence; empty while there is none
 * @param duration null while it is not final
 */
record ExecutionRow(
        String id,
        State state,
        String agent,
        String cause,
        Moment started,
        @Nullable String duration,
        String words) {

    static ExecutionRow of(ExecutionView execution, String agentName, Wording words) {
        return new ExecutionRow(
                execution.executionId().toString(),
                State.of(execution.status(), execution.degraded(), words),
                agentName,
                words.name("trigger", execution.trigger()),
                words.moment(execution.startedAt()),
                duration(execution, words),
                sentence(execution));
    }

    static @Nullable String duration(ExecutionView execution, Wording words) {
        var end = execution.completedAt();
        return end == null ? null : words.lasting(Duration.between(execution.startedAt(), end));
    }

    /** What an execution has to say: why it failed, what came out, or what it is doing. */
    static String sentence(ExecutionView execution) {
        if (execution.error() != null) {
            return execution.error();
        }
        if (execution.message() != null) {
            return execution.message();
        }
        var phase = execution.state().phase();
        return phase == null ? "" : phase;
    }
}
