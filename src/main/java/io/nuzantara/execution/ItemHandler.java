package io.nuzantara.execution;

import java.util.List;

/**
 * Works on the items of one kind. Any lane on any node calls it, several at once: it keeps no state between items.
 *
 * @param <R> what {@link #work} finds out and {@link #save} keeps
 */
public interface ItemHandler<R> {

    /**
     * The slow part: a call to a model, an embedding, a computation. It runs outside any transaction, holds no connection and
     * no lock while it waits, may be interrupted, and may happen twice when a process dies.
     *
     * @throws ItemFailed to say whether trying again may help; any other exception counts as a bug and is not tried again,
     *     except an outage of the database
     */
    R work(Item item, ItemContext context);

    /** Keeps the result: SQL only, in the transaction that marks the item done, so it takes effect exactly once. */
    void save(Item item, R result);

    /**
     * Keeps the results of the items a lane took together, in the transaction that marks all of them done; worth writing where
     * {@link #claim} is more than 1. When it fails, each result is saved in a transaction of its own.
     */
    default void saveAll(List<Worked<R>> results) {
        results.forEach(each -> save(each.item(), each.result()));
    }

    /** An item and what was found out about it. */
    record Worked<R>(Item item, R result) {}

    /**
     * How many items a lane takes at once: 1 for calls to others, about 20 when {@link #work} only computes. What only computes leaves one
     * core of each node to requests, however many lanes there are.
     */
    default int claim() {
        return 1;
    }
}
