package io.nuzantara.trainer.statistics;

/** Control of the false discovery rate over a family of tests (Benjamini and Hochberg 1995). */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /** The q value of each p value, in the order of the p values. */
    public static double[] of(double[] p) {
        var order = Ranks.ascending(p);
        var q = new double[p.length];
        double smallest = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, p[order[i]] * p.length / (i + 1));
            q[order[i]] = smallest;
        }
        return q;
    }
}
