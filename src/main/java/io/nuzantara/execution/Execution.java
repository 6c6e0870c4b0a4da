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

    /**
     * Hands many equal pieces of work to the lanes of all nodes and returns when each is done, failed or cancelled. The agent is
     * left while they work and entered again afterwards; a fan-out happens once. Any failed item marks the execution degraded;
     * when more than half failed, and at least ten ended, the execution fails with {@code item_failures} and this never returns.
     *
     * @param kind names the handler in {@link Agent#itemHandlers}; one fan-out a kind
     */
    ItemSummary items(String kind, ItemSource source);

    /**
     * Asks a person. The agent is left, without thread and slot, and entered again when somebody has decided or the time is over.
     *
     * @param step unique in this agent and stable over releases
     */
    Decision approval(String step, ApprovalRequest request);

    /**
     * Changes something outside our database at most once, however often processes die. While outgoing calls are stopped it
     * waits for their release.
     *
     * @param payload frozen at the first call; later calls send the frozen one
     */
    EffectResult effect(EffectKey key, Object payload, EffectCall call);

    /** What was used and what is left. */
    Budget budget();

    /** What is being done now, in words for people, e.g. {@code reading 150 of 3,053 conversations}. */
    void phase(String text);

    /** Marks the execution as usable but not whole; it will end {@code completed} and {@code degraded}. */
    void degraded(DegradedReason reason);

    /** Ends the execution here when somebody asked for it or its deadline has passed. */
    void checkCancelled();
}
