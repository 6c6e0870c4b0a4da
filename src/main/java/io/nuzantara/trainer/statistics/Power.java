package io.nuzantara.trainer.statistics;

/** What a comparison of this size can see at all. */
public final class Power {

    private Power() {}

    /**
     * The smallest Cliff's delta that is found with a probability of 80 %, the level shared by all tests (Bonferroni).
     *
     * @param m values of the first class
     * @param n values of the second class
     * @param tests number of features tested, at least 1
     */
    public static double detectableDelta(int m, int n, int tests) {
        var level = Normal.quantile(1 - .05 / (2 * tests));
        return (level + Normal.quantile(.8)) * Math.sqrt((m + n + 1) / (3.0 * m * n));
    }
}
