package io.nuzantara.execution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An execution as the process sees it that holds the scheduler's row. */
record Standing(
        UUID id,
        String agent,
        @Nullable String exclusiveKey,
        String status,
        boolean inFlight,
        long fence,
        @Nullable String node,
        Instant createdAt,
        @Nullable Instant deadline,
        @Nullable Instant cancelRequestedAt) {

    boolean isFinal() {
        return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
    }
}
