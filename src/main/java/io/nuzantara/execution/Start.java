package io.nuzantara.execution;

import java.util.UUID;

/** What became of a {@link StartRequest}. */
public sealed interface Start {

    /** A new execution was accepted. */
    record Accepted(UUID id) implements Start {}

    /** The idempotency key is known: this is the first execution. */
    record Repeated(UUID id) implements Start {}

    /** An execution with the same parameters is active already: this one. */
    record Deduplicated(UUID id) implements Start {}

    /** An execution with other parameters is active. */
    record Active(UUID id) implements Start {}

    /** The idempotency key was used for another agent or other parameters. */
    record KeyReused(UUID id) implements Start {}

    /** The agent is switched off. */
    record Disabled() implements Start {}
}
