package io.nuzantara.execution;

import java.math.BigDecimal;
import java.time.Instant;

/** What an {@link ItemHandler} may know and tell while it works on an item. */
public interface ItemContext {

    /** The parameters of the execution. */
    Parameters parameters();

    /** When the execution was accepted; the "now" of everything computed for it. */
    Instant acceptedAt();

    /**
     * The recorded output of a step that was completed before the fan-out.
     *
     * @throws IllegalArgumentException when there is no such step
     */
    <T> T output(String step, Class<T> type);

    /**
     * Adds to what the item has cost; counted when the item ends, whether done or failed. Calls of language models through the
     * module of that name are counted there already.
     */
    void spent(long tokens, BigDecimal cost);
}
