package io.nuzantara.execution.events;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * One event of one execution.
 *
 * @param number its id in the stream it is read for: {@code seq} within an execution, {@code feed_no} over all
 * @param data further fields as a JSON object
 */
record Happened(UUID execution, String agent, long number, long seq, Instant at, String kind, String data) {

    private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled");

    boolean isFinal() {
        return FINAL.contains(kind);
    }
}
