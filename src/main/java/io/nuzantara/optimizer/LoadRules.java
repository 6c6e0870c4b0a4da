package io.nuzantara.optimizer;

import io.nuzantara.telemetry.Metric;
import io.nuzantara.telemetry.SystemLoad;
import java.util.List;

/** Load of the machine and our own caches. What cannot be read is unknown, never 0. */
final class LoadRules {

    static final String CPU = "high_cpu";
    static final String MEMORY = "high_memory";
    static final String CACHE = "compat.cache_miss";

    private static final double MUCH = 0.85;
    private static final double TOO_MUCH = 0.95;
    private static final double HIT_BOUND = 0.70;
    private static final long LOOKUPS = 1000;

    private LoadRules() {}

    /** @param means over the last 10 minutes */
    static Checked check(SystemLoad.Means means, SystemLoad.CacheUse cache) {
        return high(CPU, "CPU", means.cpu())
                .and(high(MEMORY, "heap", means.heap()))
                .and(cache(cache));
    }

    private static Checked high(String rule, String subject, Metric mean) {
        return switch (mean) {
            case Metric.Unknown(var reason) -> Checked.unknown(rule, reason);
            case Metric.Known(var share) when share < MUCH -> Checked.found(rule, List.of());
            case Metric.Known(var share) -> {
                var severity = share >= TOO_MUCH ? Severity.HIGH : Severity.MEDIUM;
                var figures = Finding.figures("%.0f %% used on average over 10 minutes", 100 * share)
                        .with("mean_share", share);
                yield Checked.found(rule, List.of(new Finding(rule, severity, subject, figures.all())));
            }
        };
    }

    private static Checked cache(SystemLoad.CacheUse cache) {
        var lookups = cache.hits() + cache.misses();
        if (lookups < LOOKUPS) {
            return Checked.unknown(CACHE, "only %d of the %d lookups needed".formatted(lookups, LOOKUPS));
        }
        var share = (double) cache.hits() / lookups;
        if (share >= HIT_BOUND) {
            return Checked.found(CACHE, List.of());
        }
        var figures = Finding.figures("%.0f %% of %,d lookups were hits", 100 * share, lookups)
                .with("hit_share", share)
                .with("lookups", lookups);
        return Checked.found(CACHE, List.of(new Finding(CACHE, Severity.MEDIUM, "own caches", figures.all())));
    }
}
