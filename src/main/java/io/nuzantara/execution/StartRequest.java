package io.nuzantara.execution;

import org.jspecify.annotations.Nullable;

/**
 * A wish to start an execution.
 *
 * @param agent id of a registered agent
 * @param exclusiveKey at most one execution with this key is active; the agent's id for agents, {@code import:<source>} for imports
 * @param idempotencyKey with its namespace, e.g. {@code http:<principal>:<key>}; null = none
 */
public record StartRequest(
        String agent,
        Parameters parameters,
        Trigger trigger,
        String requestedBy,
        String exclusiveKey,
        @Nullable String idempotencyKey) {}
