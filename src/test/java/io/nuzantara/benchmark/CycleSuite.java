package io.nuzantara.benchmark;

import io.nuzantara.LocalCaller;
import io.nuzantara.orchestrator.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What a cycle costs beside the work of its agents. */
final class CycleSuite implements Suite {

    private static final int SEEDS = 200;
    private static final int WARM_UP = 5;
    private static final int CYCLES = 40;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "cycle";
    }

    @Override
    public String shows() {
        return "overhead of a cycle without its agents' work; conversations/s through a slow model";
    }

    @Override
    public int run(BenchOptions options) {
        var figures = new Figures(this, options);
        var violations = options.simulate() ? Simulation.report(options.seed(), SEEDS, figures::add) : measure(figures);
        figures.keep();
        return violations == 0 ? 0 : 1;
    }

    private static int measure(Figures figures) {
        try {
            overhead().forEach(figure -> figures.add(figure.label(), figure.value()));
            ModelPace.measure().forEach(figure -> figures.add(figure.label(), figure.value()));
            return 0;
        } catch (Exception e) {
            throw new IllegalStateException("the suite could not measure", e);
        }
    }

    private static List<Figure> overhead() throws Exception {
        var properties = List.of("--nuzantara.orchestrator.cron=-", "--nuzantara.engine.schedules=false");
        try (var application = new RunningApplication(properties, IdleAgents.class)) {
            var caller = new LocalCaller(application.url(), application.token());
            var cycles = new ArrayList<JsonNode>();
            for (var number = 0; number < WARM_UP + CYCLES; number++) {
                forget(application);
                cycles.add(cycle(caller));
            }
            return figures(cycles.subList(WARM_UP, cycles.size()));
        }
    }

    /** Agents that never ran and have work waiting are always due. */
    private static void forget(RunningApplication application) {
        var jdbc = application.database().jdbc();
        jdbc.sql("DELETE FROM agent_executions").update();
        jdbc.sql("DELETE FROM agent_orchestration_reports").update();
    }

    private static JsonNode cycle(LocalCaller caller) {
        var accepted = caller.post("/api/orchestrator/cycles", null);
        return Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> caller.get(accepted.header("Location")),
                        answer -> answer.text("status").equals("completed"))
                .json();
    }

    private static List<Figure> figures(List<JsonNode> cycles) {
        var overheads = cycles.stream().mapToDouble(CycleSuite::overhead).toArray();
        var phases = Stream.of("observe", "plan", "report")
                .map(phase -> Figure.of(
                        "of it " + phase + ": p50",
                        Figure.median(cycles.stream()
                                .mapToDouble(cycle -> phase(cycle, phase))
                                .toArray()),
                        "ms"));
        var ran = cycles.stream()
                .mapToInt(cycle -> cycle.get("runs").size())
                .average()
                .orElse(0);
        return Stream.concat(
                        Stream.of(
                                Figure.of("cycles", cycles.size(), "n"),
                                Figure.of("agents run by each", ran, "agents"),
                                new Figure("overhead: p50", Figure.quantile(overheads, 0.5), "ms", "<= 300"),
                                Figure.of("overhead: p95", Figure.quantile(overheads, 0.95), "ms")),
                        phases)
                .toList();
    }

    /** The time of all phases without the longest execution: executions of a cycle run side by side. */
    private static double overhead(JsonNode cycle) {
        var phases = Stream.of("observe", "plan", "run", "report")
                .mapToDouble(phase -> phase(cycle, phase))
                .sum();
        var longest = cycle.get("runs")
                .valueStream()
                .mapToDouble(run -> milliseconds(between(run.get("started_at"), run.get("finished_at"))))
                .max()
                .orElse(0);
        return phases - longest;
    }

    private static double phase(JsonNode cycle, String phase) {
        return milliseconds(Duration.parse(cycle.get("timings").get(phase).stringValue()));
    }

    private static Duration between(JsonNode start, JsonNode end) {
        return Duration.between(Instant.parse(start.stringValue()), Instant.parse(end.stringValue()));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
