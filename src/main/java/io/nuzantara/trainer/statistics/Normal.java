package io.nuzantara.trainer.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution and the one constant of 95 % intervals. */
final class Normal {

    /** The 97.5 % quantile as all figures of the trainer use it. */
    static final double Z95 = 1.959964;

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** The probability of a value at least as far from 0 as {@code z}. */
    static double twoSided(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }

    /** The value below which a share {@code p} lies. */
    static double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }
}
