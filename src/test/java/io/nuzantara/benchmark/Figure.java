package io.nuzantara.benchmark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param unit what the value counts, e.g. {@code ms}, {@code clients/s} or {@code x} for a ratio
 * @param target what the figure should reach, in words; null where there is none
 */
record Figure(
        String name, double value, String unit, @Nullable String target) {

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null);
    }

    /** The name with its unit and target, as it is printed. */
    String label() {
        return name + " (" + unit + (target == null ? "" : ", target " + target) + ")";
    }

    /** The value below which this share of the values lies (nearest rank). */
    static double quantile(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }
}
