package io.nuzantara.trainer.statistics;

import java.util.Arrays;

/** Figures of one sample. */
public final class Sample {

    private Sample() {}

    /** The arithmetic mean; NaN of no value. */
    public static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The variance with n - 1; NaN of fewer than two values. */
    public static double variance(double[] values) {
        var mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    /** The quantile at share {@code q} by linear interpolation at position (N - 1) q. */
    public static double quantile(double[] values, double q) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var position = (sorted.length - 1) * q;
        var below = (int) Math.floor(position);
        var above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
