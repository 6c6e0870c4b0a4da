package io.nuzantara.execution;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person decides about an approval.
 *
 * @param approve true = go on, false = do not do it
 * @param payloadHash names exactly the payload that was shown
 * @param editedPayload what is approved in its place; null = the payload as it was shown
 * @param note why, for the agent and for later readers
 */
public record Verdict(
        boolean approve,
        String payloadHash,
        @Nullable JsonNode editedPayload,
        @Nullable String note) {

    public Verdict {
        if (editedPayload != null && !approve) {
            throw new IllegalArgumentException("what is rejected cannot be edited");
        }
    }

    /** The status that the approval gets. */
    String status() {
        return approve ? "approved" : "rejected";
    }
}
