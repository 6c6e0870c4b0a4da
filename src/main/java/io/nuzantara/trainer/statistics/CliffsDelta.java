package io.nuzantara.trainer.statistics;

import java.util.Arrays;

/**
 * Cliff's delta, P(x &gt; y) - P(x &lt; y), with the interval of DeLong (1988); the bounds are not clamped to [-1, 1].
 *
 * @param auc the probability that a value of the first sample is the larger one
 * @param variance of the area under the curve
 * @param low lower bound of the 95 % interval of delta, NaN with a sample of one value
 * @param high upper bound
 */
public record CliffsDelta(double auc, double variance, double delta, double low, double high) {

    /** Compares two samples of at least one value each. */
    public static CliffsDelta of(double[] x, double[] y) {
        var all = Ranks.of(Ranks.joined(x, y));
        var v10 = placements(Ranks.of(x), all, 0, y.length);
        var v01 = placements(Ranks.of(y), all, x.length, x.length);
        for (int j = 0; j < v01.length; j++) {
            v01[j] = 1 - v01[j];
        }
        var auc = Arrays.stream(v10).sum() / v10.length;
        var variance = Sample.variance(v10) / x.length + Sample.variance(v01) / y.length;
        var margin = Normal.Z95 * 2 * Math.sqrt(variance);
        var delta = 2 * auc - 1;
        return new CliffsDelta(auc, variance, delta, delta - margin, delta + margin);
    }

    /** For each value the share of the other sample that lies below it. */
    private static double[] placements(double[] own, double[] all, int offset, int others) {
        var placements = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            placements[i] = (all[offset + i] - own[i]) / others;
        }
        return placements;
    }
}
