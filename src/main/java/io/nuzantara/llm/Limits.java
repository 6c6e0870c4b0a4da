package io.nuzantara.llm;

import java.time.Duration;
import java.time.Instant;

/** How many calls and tokens a provider gets at once, over all nodes. */
interface Limits {

    /**
     * Waits for a place, at most until the deadline.
     *
     * @param tokens most tokens that the call can take
     */
    Entry enter(String provider, long tokens, Instant deadline) throws InterruptedException;

    /** The provider asked for a pause: until then no node enters. A shorter pause never shortens a longer one. */
    void block(String provider, Instant until);

    /** What came of waiting. */
    sealed interface Entry {

        /** The call may be made; it ends with {@link #close()}, exactly once. */
        non-sealed interface Entered extends Entry, AutoCloseable {
            @Override
            void close();
        }

        /** No place before the deadline. */
        record Full(Duration retryAfter) implements Entry {}
    }
}
