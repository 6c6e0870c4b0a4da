package io.nuzantara.orchestrator;

import io.nuzantara.execution.EngineLoad;
import io.nuzantara.orchestrator.MetricReader.Source;
import io.nuzantara.telemetry.BusinessCounts;
import io.nuzantara.telemetry.Endpoints;
import io.nuzantara.telemetry.Endpoints.Figures;
import io.nuzantara.telemetry.Metric;
import io.nuzantara.telemetry.SystemLoad;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What telemetry, the engine and the budget know, under the ids of a snapshot. */
final class SystemMetrics {

    static final String SLOTS_FREE = "slots.free";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LEAST_REQUESTS = 11;
    private static final List<String> ANSWERS =
            List.of("avg_response_ms", "p95_response_ms", "error_rate", "error_rate_lower");

    private SystemMetrics() {}

    static List<Source> sources(
            BusinessCounts counts, Endpoints endpoints, SystemLoad load, EngineLoad engine, DayBudget budget) {
        var business = counts.questions().entrySet().stream().map(entry -> Source.of(entry.getKey(), entry.getValue()));
        var others = Stream.of(
                new Source(ANSWERS, () -> answers(endpoints.window(HOUR))),
                new Source(List.of("cpu.share", "db.connections_share"), () -> load(load.now())),
                new Source(List.of(SLOTS_FREE, "lanes.busy_share"), () -> engine(engine.now())),
                new Source(List.of(DayBudget.LEFT, DayBudget.SHARE), () -> budget(budget)));
        return Stream.concat(business, others).toList();
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
                Metric.known(Share.low(figures.errors(), figures.requests())));
    }

    private static Map<String, Metric> unknown(String reason) {
        var metric = Metric.unknown(reason);
        return inOrder(metric, metric, metric, metric);
    }

    private static Map<String, Metric> inOrder(Metric... metrics) {
        var answers = new LinkedHashMap<String, Metric>();
        for (var i = 0; i < ANSWERS.size(); i++) {
            answers.put(ANSWERS.get(i), metrics[i]);
        }
        return answers;
    }

    private static Map<String, Metric> load(SystemLoad.Reading now) {
        return Map.of("cpu.share", now.cpu(), "db.connections_share", now.connections());
    }

    private static Map<String, Metric> engine(EngineLoad.Reading now) {
        return Map.of(
                SLOTS_FREE,
                Metric.known((double) now.slotsFree()),
                "lanes.busy_share",
                Metric.known(now.lanesBusyShare()));
    }

    private static Map<String, Metric> budget(DayBudget budget) {
        return Map.of(DayBudget.LEFT, budget.left(), DayBudget.SHARE, budget.share());
    }
}
