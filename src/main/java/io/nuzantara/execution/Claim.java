package io.nuzantara.execution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a process gets to know when it takes an execution into work. */
record Claim(
        UUID id,
        String agent,
        String parameters,
        String trigger,
        Instant createdAt,
        Instant runningSince,
        Instant deadline,
        long fence,
        long wakeSeq,
        int crashes,
        int attempts,
        @Nullable String traceparent) {}
