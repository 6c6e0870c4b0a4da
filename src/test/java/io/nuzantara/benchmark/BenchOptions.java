package io.nuzantara.benchmark;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a suite runs.
 *
 * @param seed what generated data comes from; printed with the figures
 * @param kills how many processes are killed, by suites that kill
 * @param simulate in the suite cycle: the simulation instead of figures
 * @param out where the figures are kept as JSON; null = printed only
 * @param compare figures of another time, to print the change; null = none
 */
public record BenchOptions(
        long seed,
        int kills,
        boolean simulate,
        @Nullable Path out,
        @Nullable Path compare) {}
