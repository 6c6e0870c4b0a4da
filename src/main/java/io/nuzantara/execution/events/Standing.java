package io.nuzantara.execution.events;

import java.util.UUID;

/**
 * How far a running execution is.
 *
 * @param data status, phase and sums of its items as a JSON object
 */
record Standing(UUID execution, String agent, String data) {}
