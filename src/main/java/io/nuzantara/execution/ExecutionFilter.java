package io.nuzantara.execution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which executions a list shows; null = any.
 *
 * @param limit 1-200
 * @param before only executions older than this one
 * @param since only executions accepted at or after this instant
 */
public record ExecutionFilter(
        int limit,
        @Nullable Before before,
        @Nullable String agent,
        @Nullable String status,
        @Nullable Boolean degraded,
        @Nullable String trigger,
        @Nullable Instant since) {

    public static final int MAX_LIMIT = 200;

    public ExecutionFilter {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1-" + MAX_LIMIT);
        }
    }

    /** The newest executions of all agents. */
    public static ExecutionFilter newest(int limit) {
        return newest(limit, null);
    }

    /** The newest executions of an agent; null = all agents. */
    public static ExecutionFilter newest(int limit, @Nullable String agent) {
        return new ExecutionFilter(limit, null, agent, null, null, null, null);
    }

    /** A place in the order newest first. */
    public record Before(Instant createdAt, UUID id) {}
}
