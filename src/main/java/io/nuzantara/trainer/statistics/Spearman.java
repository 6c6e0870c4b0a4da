package io.nuzantara.trainer.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Spearman's rank correlation; p from Student's t with N - 2 degrees of freedom. Both are NaN when one side is constant
 * or there are fewer than three pairs.
 */
public record Spearman(double rho, double p) {

    private static final Spearman UNDEFINED = new Spearman(Double.NaN, Double.NaN);

    /** Correlates two lists of the same length, pair by pair. */
    public static Spearman of(double[] x, double[] y) {
        if (x.length < 3 || Ranks.constant(x) || Ranks.constant(y)) {
            return UNDEFINED;
        }
        var rho = correlation(Ranks.of(x), Ranks.of(y));
        var freedom = x.length - 2;
        var t = rho * Math.sqrt(freedom / ((1 - rho) * (1 + rho)));
        return new Spearman(rho, Math.min(1, 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t))));
    }

    private static double correlation(double[] x, double[] y) {
        var meanX = Sample.mean(x);
        var meanY = Sample.mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return Math.clamp(xy / Math.sqrt(xx * yy), -1, 1);
    }
}
