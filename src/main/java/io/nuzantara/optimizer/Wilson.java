package io.nuzantara.optimizer;

/** The Wilson score interval of a share (Wilson 1927): what a small number of observations can say. */
final class Wilson {

    /** 95 %, two-sided. */
    private static final double Z = 1.96;

    private Wilson() {}

    /** The lower bound of the share behind {@code hits} of {@code all}; 0 when nothing was observed. */
    static double lower(long hits, long all) {
        if (all <= 0) {
            return 0;
        }
        var share = (double) hits / all;
        var z2 = Z * Z;
        var centre = share + z2 / (2 * all);
        var margin = Z * Math.sqrt(share * (1 - share) / all + z2 / (4.0 * all * all));
        return Math.max(0, (centre - margin) / (1 + z2 / all));
    }
}
