package io.nuzantara.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution as the API shows it.
 *
 * @param status one of started, running, waiting_approval, completed, failed, cancelled
 * @param startedAt when it was accepted; never null
 * @param completedAt when it became final
 * @param result the agent's figures, once completed
 * @param error one sentence for a person, once failed
 * @param deduplicated true when a start returned this execution because it was active already
 */
public record ExecutionView(
        UUID executionId,
        String agentName,
        String status,
        @Nullable String message,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Map<String, Object> result,
        @Nullable String error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deduplicated,
        String trigger,
        @Nullable String requestedBy,
        Map<String, Object> parameters,
        @Nullable Instant runningSince,
        boolean degraded,
        List<String> degradedReasons,
        @Nullable String errorCode,
        State state,
        Progress progress,
        List<Step> steps) {

    /** Whether the execution has ended and will not change any more. */
    @JsonIgnore
    public boolean isFinal() {
        return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
    }

    /**
     * Where a running execution stands.
     *
     * @param phase what it is doing, in words
     * @param attempts how often it was picked up
     * @param node the process working on it
     */
    public record State(
            @Nullable String phase,
            int attempts,
            @Nullable String node,
            @Nullable Instant lastHeartbeat) {}

    /** Items done, failed and in all; zeros for an execution without items. */
    public record Progress(long done, long failed, long total) {}

    /** One finished step of an execution. */
    public record Step(
            String name,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt) {}
}
