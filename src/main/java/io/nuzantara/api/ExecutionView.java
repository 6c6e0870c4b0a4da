package io.nuzantara.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
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
 * @param steps in the order they were begun; empty in lists
 * @param retryOf the execution that this one does again
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
        Cost cost,
        List<Step> steps,
        List<Effect> effects,
        @Nullable UUID retryOf,
        Links links) {

    /** Whether the execution has ended and will not change any more. */
    @JsonIgnore
    public boolean isFinal() {
        return isFinal(status);
    }

    /** Whether an execution in this status will not change any more. */
    public static boolean isFinal(String status) {
        return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
    }

    /** The same execution, marked as one that stood there before it was asked for. */
    public ExecutionView asDeduplicated() {
        return new ExecutionView(
                executionId,
                agentName,
                status,
                message,
                startedAt,
                completedAt,
                result,
                error,
                true,
                trigger,
                requestedBy,
                parameters,
                runningSince,
                degraded,
                degradedReasons,
                errorCode,
                state,
                progress,
                cost,
                steps,
                effects,
                retryOf,
                links);
    }

    /**
     * Where an execution stands.
     *
     * @param phase what it is doing, in words
     * @param attempts how often it was picked up
     * @param node the process working on it
     * @param queuePosition its place among those that wait to be worked on, from 1; null when it does not wait
     * @param approvalId what a person must decide before it goes on
     * @param cancelRequestedAt when somebody asked to end it
     * @param lastEvent number of its newest event
     */
    public record State(
            @Nullable String phase,
            int attempts,
            @Nullable String node,
            @Nullable Instant lastHeartbeat,
            @Nullable Long queuePosition,
            @Nullable UUID approvalId,
            @Nullable Instant cancelRequestedAt,
            long lastEvent) {}

    /**
     * A change outside the database.
     *
     * @param kind what sort of change, e.g. {@code pull_request}
     * @param key what makes it the same change for everybody
     * @param status one of planned, sending, done, failed, unknown; unknown = nobody can say whether it was made, a person must look
     * @param externalId how the other side names it, once done
     */
    public record Effect(
            String kind,
            String key,
            String status,
            @Nullable String externalId,
            @Nullable Instant sentAt) {}

    /** Items done, failed and in all; zeros for an execution without items. */
    public record Progress(long done, long failed, long total) {}

    /**
     * What its items have cost so far.
     *
     * @param amount a decimal number as text, so that no program rounds it
     * @param currency ISO 4217
     */
    public record Cost(long tokens, String amount, String currency) {

        /** In the currency that providers bill. */
        public static Cost usd(long tokens, BigDecimal amount) {
            return new Cost(tokens, amount.toPlainString(), "USD");
        }
    }

    /** One step of an execution. */
    public record Step(
            String name,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * What can be asked of the execution as it stands; what cannot be is absent.
     *
     * @param cancel POST ends it
     * @param retry POST does it again
     * @param retryFailed POST does its failed items again
     * @param approval what waits for a person
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Links(
            String self,
            String events,
            String items,
            @Nullable String cancel,
            @Nullable String retry,
            @Nullable String retryFailed,
            @Nullable String approval) {

        private static final String EXECUTIONS = "/api/autonomous-agents/executions/";

        /** The links of an execution in this status. */
        public static Links of(UUID id, String status, long failedItems, @Nullable UUID approvalId) {
            var self = EXECUTIONS + id;
            var ended = isFinal(status);
            return new Links(
                    self,
                    self + "/events",
                    self + "/items",
                    ended ? null : self + "/cancel",
                    ended ? self + "/retry" : null,
                    ended && failedItems > 0 ? self + "/retry?failed_items=true" : null,
                    approvalId == null ? null : "/api/approvals/" + approvalId);
        }
    }
}
