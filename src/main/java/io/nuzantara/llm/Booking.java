package io.nuzantara.llm;

/**
 * A call as the ledger will know it.
 *
 * @param operation {@code chat} or {@code embeddings}
 * @param call what is reserved for
 * @param promptVersion version of the prompt; of embeddings their name
 */
record Booking(String operation, PlannedCall call, String promptVersion) {}
