package io.nuzantara.trainer;

/** One scored conversation as the contrast sees it. */
final class Observation {

    private final double score;
    private final Thresholds.Rated rated;
    private final String stratum;
    private final int turns;
    private final boolean firstHalf;
    private final double[] values;

    /**
     * A conversation with its measured features.
     *
     * @param stratum what must be equal for a fair comparison, without the length class
     * @param turns number of the assistant's messages
     * @param firstHalf which half of the discovery part it belongs to
     * @param values of the features; NaN = undefined
     */
    Observation(double score, Thresholds.Rated rated, String stratum, int turns, boolean firstHalf, double[] values) {
        this.score = score;
        this.rated = rated;
        this.stratum = stratum;
        this.turns = turns;
        this.firstHalf = firstHalf;
        this.values = values.clone();
    }

    double score() {
        return score;
    }

    Thresholds.Rated rated() {
        return rated;
    }

    String stratum() {
        return stratum;
    }

    int turns() {
        return turns;
    }

    boolean firstHalf() {
        return firstHalf;
    }

    /** The value of the feature at a position; NaN = undefined. */
    double value(int position) {
        return values[position];
    }
}
