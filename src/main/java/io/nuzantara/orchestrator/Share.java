package io.nuzantara.orchestrator;

import org.jspecify.annotations.Nullable;

/**
 * A share of a few with what it proves: the 95 % score interval (Wilson, Journal of the American Statistical Association 22,
 * 1927).
 *
 * @param share 0 to 1; null when there is nothing to take a share of
 * @param low lower bound; null like the share
 * @param high upper bound; null like the share
 */
public record Share(
        long hits,
        long all,
        @Nullable Double share,
        @Nullable Double low,
        @Nullable Double high) {

    /** 97.5 % quantile of the normal distribution: a two-sided 95 % interval. */
    private static final double Z = 1.959964;

    /** The share of {@code hits} in {@code all}. */
    public static Share of(long hits, long all) {
        if (all == 0) {
            return new Share(0, 0, null, null, null);
        }
        return new Share(hits, all, (double) hits / all, bound(hits, all, -1), bound(hits, all, 1));
    }

    /** Lower bound for at least one observation: few requests prove little. */
    static double low(long hits, long all) {
        return bound(hits, all, -1);
    }

    private static double bound(long hits, long all, int sign) {
        var n = (double) all;
        var share = hits / n;
        var middle = share + Z * Z / (2 * n);
        var spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return Math.clamp((middle + sign * spread) / (1 + Z * Z / n), 0, 1);
    }
}
