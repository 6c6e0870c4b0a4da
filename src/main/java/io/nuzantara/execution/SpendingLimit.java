package io.nuzantara.execution;

import java.util.UUID;

/** Answers whether an execution may still spend money; implemented where the money is counted. */
public interface SpendingLimit {

    /** Whether no further paid call of this execution will be allowed. */
    boolean exhausted(UUID execution);
}
