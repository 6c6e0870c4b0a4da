package io.nuzantara.execution;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** One durable execution as its agent sees it. */
public interface Execution {

    UUID id();

    Parameters parameters();

    Trigger trigger();

    /** When the execution was accepted; the "now" of everything the agent computes. */
    Instant acceptedAt();

    /**
     * Runs {@code work} once and records its output; a repeat after a takeover returns the recorded output. The work runs
     * outside a transaction and may happen twice when the process dies before the record is written.
     *
     * @param name unique in this agent and stable over releases
     * @param type what the output is read back as: a record or a simple type, at most 64 KB as JSON
     */
    <T> T step(String name, Class<T> type, Supplier<T> work);

    /** As {@link #step}, but work (SQL only) and record commit together: the work takes effect exactly once. */
    <T> T stepInTransaction(String name, Class<T> type, Supplier<T> work);

    /** What is being done now, in words for people, e.g. {@code reading 150 of 3,053 conversations}. */
    void phase(String text);

    /** Marks the execution as usable but not whole; it will end {@code completed} and {@code degraded}. */
    void degraded(DegradedReason reason);

    /** Ends the execution here when somebody asked for it or its deadline has passed. */
    void checkCancelled();
}
