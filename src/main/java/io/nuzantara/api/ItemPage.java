package io.nuzantara.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the items of an execution, in the order of their numbers.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last one
 */
public record ItemPage(
        boolean success, List<Item> items, @Nullable String nextCursor) {
    public ItemPage {
        items = List.copyOf(items);
    }

    /**
     * One item; never what it was given to work on.
     *
     * @param number its place in the fan-out, from 1
     * @param kind what is done with it
     * @param key what it is about, e.g. a conversation's id
     * @param status one of ready, running, done, failed, cancelled
     * @param attempts how often it was taken up
     * @param errorCode a word for programs, after a failed attempt
     * @param error one sentence for a person, after a failed attempt
     */
    public record Item(
            long number,
            String kind,
            String key,
            String status,
            int attempts,
            @Nullable String errorCode,
            @Nullable String error,
            @Nullable Instant finishedAt) {}
}
