package io.nuzantara.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One import: its options and the names of its files. */
record ImportBatch(
        UUID id,
        @Nullable UUID executionId,
        ImportOptions options,
        List<String> uploads,
        String status,
        @Nullable Integer shiftDays,
        boolean shiftReused,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static final String RECEIVING = "receiving";
    static final String RUNNING = "running";

    ImportBatch {
        uploads = List.copyOf(uploads);
    }
}
