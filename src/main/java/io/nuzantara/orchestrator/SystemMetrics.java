package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.SystemObserver.Source;
import io.nuzantara.telemetry.BusinessCounts;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.Endpoints.Figures;
import io.nuzantara.telemetry.Metric;
import io.nuzantara.telemetry.SystemLoad;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What telemetry knows, under the ids of a snapshot. */
final class SystemMetrics {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LEAST_REQUESTS = 11;

    /** 97.5 % quantile of the normal distribution: a two-sided 95 % interval. */
    private static final double Z = 1.959964;

    private SystemMetrics() {}

    static List<Source> sources(BusinessCounts counts, Endpoints endpoints, SystemLoad load) {
        return List.of(
                new Source("business_counts", counts::read),
                new Source("endpoints", () -> answers(endpoints.window(HOUR))),
                new Source("system_load", () -> load(load.now())));
    }

    /** A few requests say nothing about percentiles and shares. */
    static Map<String, Metric> answers(Endpoints.Window window) {
        return window.overall()
                .filter(figures -> figures.requests() >= LEAST_REQUESTS)
                .map(SystemMetrics::answers)
                .orElseGet(() -> unknown("fewer than %d requests in the last hour".formatted(LEAST_REQUESTS)));
    }

    private static Map<String, Metric> answers(Figures figures) {
        return inOrder(
                Metric.known(figures.avgMs()),
                Metric.known(figures.p95Ms()),
                Metric.known(figures.errorShare()),
                Metric.known(wilsonLower(figures.errors(), figures.requests())));
    }

    private static Map<String, Metric> unknown(String reason) {
        var metric = Metric.unknown(reason);
        return inOrder(metric, metric, metric, metric);
    }

    private static Map<String, Metric> inOrder(Metric average, Metric p95, Metric errors, Metric errorsLower) {
        var answers = new LinkedHashMap<String, Metric>();
        answers.put("avg_response_ms", average);
        answers.put("p95_response_ms", p95);
        answers.put("error_rate", errors);
        answers.put("error_rate_lower", errorsLower);
        return answers;
    }

    /** Lower bound of the 95 % score interval of a share (Wilson 1927): few requests prove little. */
    static double wilsonLower(long hits, long all) {
        var n = (double) all;
        var share = hits / n;
        var middle = share + Z * Z / (2 * n);
        var spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return Math.max(0, (middle - spread) / (1 + Z * Z / n));
    }

    private static Map<String, Metric> load(SystemLoad.Reading now) {
        var load = new LinkedHashMap<String, Metric>();
        load.put("cpu.share", now.cpu());
        load.put("db.connections_share", now.connections());
        return load;
    }
}
