package io.nuzantara.execution;

import io.nuzantara.api.ApprovalView;

/** What became of a {@link Verdict}. */
public sealed interface Decided {

    /** It stands; the execution goes on with it. */
    record Done(ApprovalView approval) implements Decided {}

    /** Somebody was faster, the time was over, or the execution has ended. */
    record Already(ApprovalView approval) implements Decided {}

    /** The payload is not the one that was shown. */
    record Changed(ApprovalView approval) implements Decided {}

    /** Somebody else must decide: a holder of this permission. */
    record NotAllowed(String permission) implements Decided {}

    /** There is no such approval. */
    record Unknown() implements Decided {}
}
