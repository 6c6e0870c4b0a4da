package io.nuzantara.execution;

/** Ends an execution at a checkpoint; an {@code Error}, so that an agent's {@code catch (Exception)} cannot swallow it. */
class Interruption extends Error {

    /** Why it ends here. */
    enum Cause {
        CANCELLED,
        DEADLINE,
        /** An item's call took longer than it may. */
        TIMEOUT,
        /** Outgoing calls are stopped; the execution goes on when they are released. */
        STOPPED,
        /** This process stops; the execution goes on in the next one. */
        STOPPING
    }

    private final Cause cause;

    Interruption(Cause cause) {
        super(cause.name(), null, false, false);
        this.cause = cause;
    }

    Cause cause() {
        return cause;
    }
}
