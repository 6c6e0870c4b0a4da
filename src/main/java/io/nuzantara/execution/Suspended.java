package io.nuzantara.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The agent waits for its items or for a person and is left; an {@code Error}, so that no {@code catch (Exception)} keeps it. */
class Suspended extends Error {

    /** When to look without being woken; null = after the usual time. */
    private final @Nullable Instant until;

    private Suspended(String reason, @Nullable Instant until) {
        super(reason, null, false, false);
        this.until = until;
    }

    static Suspended forItems() {
        return new Suspended("items", null);
    }

    static Suspended forApproval(Instant expiresAt) {
        return new Suspended("approval", expiresAt);
    }

    @Nullable
    Instant until() {
        return until;
    }
}
