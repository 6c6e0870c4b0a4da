package io.nuzantara.execution;

/** How the items of a fan-out ended; {@code total} is the sum of the others. */
public record ItemSummary(long total, long done, long failed, long cancelled) {}
