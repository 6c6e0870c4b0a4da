package io.nuzantara.trainer.statistics;

import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The Mann-Whitney U test, two-sided, by the normal approximation with tie and continuity correction (Mann and Whitney
 * 1947).
 *
 * @param u the statistic of the first sample
 * @param p the probability of a difference at least this large by chance
 */
public record MannWhitney(double u, double p) {

    private static final MannWhitneyUTest TEST =
            MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC).with(ContinuityCorrection.ENABLED);

    /** Compares two samples of at least one value each; samples without any variation give p = 1, not NaN. */
    public static MannWhitney of(double[] x, double[] y) {
        var u = TEST.statistic(x, y);
        return Ranks.constant(Ranks.joined(x, y))
                ? new MannWhitney(u, 1)
                : new MannWhitney(u, Math.min(1, TEST.test(x, y).getPValue()));
    }
}
