package io.nuzantara.trainer.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Presence of something in two classes.
 *
 * @param highWith conversations of the first class that have it
 * @param highWithout those of the first class that have not
 * @param lowWith those of the second class that have it
 * @param lowWithout those of the second class that have not
 */
public record TwoByTwo(int highWith, int highWithout, int lowWith, int lowWithout) {

    /**
     * The test of Cochran, Mantel and Haenszel (1959) with continuity correction, one degree of freedom.
     *
     * @param excess observed minus expected, over all strata
     */
    public record Stratified(double excess, double variance, double chiSquared, double p) {}

    /** Fisher's exact test, two-sided. */
    public double fisherP() {
        return FisherExactTest.withDefaults()
                .test(new int[][] {{highWith, highWithout}, {lowWith, lowWithout}})
                .getPValue();
    }

    /** The odds ratio with one half added to each cell. */
    public double oddsRatio() {
        return (highWith + .5) * (lowWithout + .5) / ((highWithout + .5) * (lowWith + .5));
    }

    /** The association within strata; no variation gives chi squared 0 and p = 1. */
    public static Stratified stratified(List<TwoByTwo> strata) {
        double excess = 0;
        double variance = 0;
        for (var table : strata) {
            double high = table.highWith + table.highWithout;
            double low = table.lowWith + table.lowWithout;
            double with = table.highWith + table.lowWith;
            double size = high + low;
            if (size > 1) {
                excess += table.highWith - high * with / size;
                variance += high * low * with * (size - with) / (size * size * (size - 1));
            }
        }
        var distance = Math.max(0, Math.abs(excess) - .5);
        var chiSquared = variance > 0 ? distance * distance / variance : 0;
        return new Stratified(
                excess, variance, chiSquared, ChiSquaredDistribution.of(1).survivalProbability(chiSquared));
    }
}
