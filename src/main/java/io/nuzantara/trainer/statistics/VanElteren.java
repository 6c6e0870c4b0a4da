package io.nuzantara.trainer.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The stratified Wilcoxon test of van Elteren (1960), two-sided, without continuity correction.
 *
 * @param comparable values in strata that hold both classes, the only ones that count
 */
public record VanElteren(double z, double p, int comparable) {

    /** The values of one stratum by class. */
    public static final class Stratum {

        private final double[] x;
        private final double[] y;

        public Stratum(double[] x, double[] y) {
            this.x = x.clone();
            this.y = y.clone();
        }
    }

    /** Compares the classes within strata; strata with only one class are skipped, no variation gives z = 0 and p = 1. */
    public static VanElteren of(List<Stratum> strata) {
        double difference = 0;
        double variance = 0;
        int comparable = 0;
        for (var stratum : strata) {
            int m = stratum.x.length;
            int n = stratum.y.length;
            if (m == 0 || n == 0) {
                continue;
            }
            var ranks = Ranks.of(Ranks.joined(stratum.x, stratum.y));
            var weight = 1.0 / (m + n + 1);
            difference += weight * (Arrays.stream(ranks, 0, m).sum() - m * (m + n + 1) / 2.0);
            variance += weight * weight * rankSumVariance(ranks, m, n);
            comparable += m + n;
        }
        var z = variance > 0 ? difference / Math.sqrt(variance) : 0;
        return new VanElteren(z, Normal.twoSided(z), comparable);
    }

    private static double rankSumVariance(double[] ranks, int m, int n) {
        double size = (double) m + n;
        var spread = Arrays.stream(ranks)
                .map(rank -> rank - (size + 1) / 2)
                .map(deviation -> deviation * deviation)
                .sum();
        return m * n / (size * (size - 1)) * spread;
    }
}
