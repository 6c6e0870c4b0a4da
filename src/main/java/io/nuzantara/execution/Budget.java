package io.nuzantara.execution;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an execution has used and what is left.
 *
 * @param tokens tokens used by its items
 * @param cost money used by its items, in USD
 * @param exhausted whether no further paid call will be allowed
 * @param deadline when the execution ends at the latest
 */
public record Budget(long tokens, BigDecimal cost, boolean exhausted, Instant deadline) {}
