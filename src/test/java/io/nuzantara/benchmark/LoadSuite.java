package io.nuzantara.benchmark;

import io.nuzantara.LocalCaller;
import io.nuzantara.benchmark.LoadPlan.Phase;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What callers of the packaged service get while three agents work: at the rate the service is meant for, at four times as much from
 * one caller and from four, and afterwards.
 */
final class LoadSuite implements Suite {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AGENTS = "/api/autonomous-agents/";
    private static final int RATE = 300;
    private static final int CALLERS = 4;
    private static final int CLIENTS = 400;
    private static final Phase WARM = new Phase("warm-up", 1, RATE, 30);
    private static final Phase NORMAL = new Phase("300/s", 1, RATE, 60);
    private static final Phase ONE_CALLER = new Phase("1200/s of one caller", 1, CALLERS * RATE, 30);
    private static final Phase AFTER_ONE = new Phase("300/s after it", 1, RATE, 20);
    private static final Phase FOUR_CALLERS = new Phase("1200/s of four callers", CALLERS, CALLERS * RATE, 30);
    private static final Phase AFTER_FOUR = new Phase("300/s after them", 1, RATE, 20);
    private static final Duration UNDISTURBED = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String shows() {
        return "300 readings/s while three agents work, then 1200/s; exit code 1 on an answer that is neither 200 nor says when to come back";
    }

    @Override
    public int run(BenchOptions options) {
        var figures = new Figures(this, options);
        try {
            var measured = measure(options.seed());
            measured.figures().forEach(figure -> figures.add(figure.label(), figure.value()));
            figures.keep();
            return measured.violations() == 0 ? 0 : 1;
        } catch (Exception e) {
            throw new IllegalStateException("the suite could not measure", e);
        }
    }

    private record Measured(List<Figure> figures, long violations) {}

    private Measured measure(long seed) throws Exception {
        var program = PreparedProgram.prepare(this);
        var business = Business.imported(seed);
        try (var service = program.serve(business.database(), business.data(), List.of())) {
            var caller = new LocalCaller(service.url(), service.token());
            try (var agents = new WorkingAgents(caller)) {
                var undisturbed = pace(agents, UNDISTURBED);
                var plan = new LoadPlan(
                        service.url(),
                        business.readers(),
                        paths(caller),
                        List.of(WARM, NORMAL, ONE_CALLER, AFTER_ONE, FOUR_CALLERS, AFTER_FOUR));
                var before = agents.ended();
                var begun = System.nanoTime();
                var samples = generate(plan);
                var disturbed = perMinute(agents.ended() - before, Duration.ofNanos(System.nanoTime() - begun));
                return measured(samples, undisturbed, disturbed);
            }
        }
    }

    /**
     * What a service finds when it starts.
     *
     * @param readers tokens that may read, one for each caller
     */
    private record Business(TestDatabase database, Path data, List<String> readers) {

        private static Business imported(long seed) throws IOException {
            try (var application = new RunningApplication()) {
                SampleData.load(application, seed, CLIENTS);
                return new Business(application.database(), application.data(), tokens(application.bean(Tokens.class)));
            }
        }
    }

    private static Measured measured(List<LoadSample> samples, double undisturbed, double disturbed) {
        var figures = new ArrayList<Figure>();
        var normal = new LoadFigures(NORMAL, samples);
        figures.addAll(normal.ofNormalLoad());
        figures.addAll(normal.byPath());
        figures.addAll(new LoadFigures(ONE_CALLER, samples).ofOverload());
        figures.add(new LoadFigures(AFTER_ONE, samples).recovery());
        figures.addAll(new LoadFigures(FOUR_CALLERS, samples).ofOverload());
        figures.add(new LoadFigures(AFTER_FOUR, samples).recovery());
        figures.add(Figure.of("executions without requests", undisturbed, "a minute"));
        figures.add(Figure.of("executions during all of this", disturbed, "a minute"));
        return new Measured(
                figures, samples.stream().filter(LoadSample::isViolation).count());
    }

    /** What is read, in equal shares. */
    private static List<String> paths(LocalCaller caller) {
        var execution = caller.get(AGENTS + "executions?limit=1&status=completed");
        var id =
                execution.json().path("executions").path(0).path("execution_id").asString();
        return List.of(
                AGENTS + "status",
                AGENTS + "executions",
                AGENTS + "executions/" + id,
                "/api/orchestrator/cycles",
                "/api/nodes",
                "/api/approvals",
                "/api/alerts",
                "/api/knowledge/search?q=visa");
    }

    private static List<String> tokens(Tokens tokens) {
        return IntStream.rangeClosed(1, CALLERS)
                .mapToObj(number -> new TokenRequest(
                        "caller " + number, List.of("read"), Instant.now().plus(Duration.ofHours(1))))
                .map(request -> tokens.create(request, "bench").text().reveal())
                .toList();
    }

    private static double pace(WorkingAgents agents, Duration span) throws InterruptedException {
        var before = agents.ended();
        Thread.sleep(span);
        return perMinute(agents.ended() - before, span);
    }

    private static double perMinute(int executions, Duration span) {
        return executions * 60_000.0 / span.toMillis();
    }

    /** The plan goes over the standard input, because everybody on the machine can read arguments. */
    private static List<LoadSample> generate(LoadPlan plan) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadGenerator.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return samples(process, plan);
        } finally {
            process.destroy();
        }
    }

    private static List<LoadSample> samples(Process process, LoadPlan plan) throws IOException, InterruptedException {
        try (var out = process.getOutputStream()) {
            out.write(JSON.writeValueAsBytes(plan));
        }
        List<LoadSample> samples;
        try (var in = process.inputReader(StandardCharsets.UTF_8)) {
            samples = in.lines()
                    .map(line -> JSON.readValue(line, LoadSample.class))
                    .toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the load generator failed");
        }
        return samples;
    }
}
