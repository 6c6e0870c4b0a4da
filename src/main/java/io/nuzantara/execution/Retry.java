package io.nuzantara.execution;

import java.util.UUID;

/** What became of the wish to try an ended execution again. */
public sealed interface Retry {

    /** This new execution tries it. */
    record Accepted(UUID id) implements Retry {}

    /** Another execution of the same agent is active: this one. */
    record Active(UUID id) implements Retry {}

    /** It has not ended yet. */
    record NotFinished(UUID id) implements Retry {}

    /** None of its items failed, so there is nothing to try again. */
    record NothingFailed(UUID id) implements Retry {}

    /** The agent is switched off. */
    record Disabled() implements Retry {}

    /** There is no such execution, or its agent is gone. */
    record Unknown() implements Retry {}
}
