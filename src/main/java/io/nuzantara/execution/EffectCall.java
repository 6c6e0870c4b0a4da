package io.nuzantara.execution;

import tools.jackson.databind.JsonNode;

/** A change outside our database, made at most once by one execution or another. */
public interface EffectCall {

    /**
     * Makes the change. An exception leaves open whether it was made.
     *
     * @param payload what was frozen before the first call
     */
    EffectResult send(EffectKey key, JsonNode payload);

    /** Looks whether the change was made, after a process died between the call and its record. */
    default Found find(EffectKey key) {
        return new Found.CannotAsk();
    }

    /** What looking said. */
    sealed interface Found {

        /** The change was made. */
        record Present(String externalId) implements Found {}

        /** The change was certainly not made. */
        record Absent() implements Found {}

        /** The receiver cannot be asked, or did not answer. */
        record CannotAsk() implements Found {}
    }
}
