package io.nuzantara.execution;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of an {@link ApprovalRequest}. */
public sealed interface Decision {

    /**
     * Go on.
     *
     * @param payload what was approved: the requested payload, or what the person made of it
     */
    record Approved(JsonNode payload, String by) implements Decision {}

    /** Do not do it. */
    record Rejected(@Nullable String reason, String by) implements Decision {}

    /** Nobody decided in time, or the question was withdrawn because a backup was restored. */
    record Expired() implements Decision {}
}
