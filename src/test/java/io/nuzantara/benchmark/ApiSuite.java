package io.nuzantara.benchmark;

import io.nuzantara.LocalCaller;
import io.nuzantara.execution.Agents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** How fast the API answers while nothing happens, and while three agents work on the same two cores. */
final class ApiSuite implements Suite {

    private static final String AGENTS = "/api/autonomous-agents/";
    private static final List<String> NO_LIMIT =
            List.of("--nuzantara.orchestrator.enabled=false", "--nuzantara.security.shedding.sender-rate=1000000");
    private static final int CALLERS = 4;
    private static final Duration SPAN = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "api";
    }

    @Override
    public String shows() {
        return "requests/s and p99 of GET status, idle and while three executions run, and p99 of POST run then";
    }

    @Override
    public int run(BenchOptions options) {
        var figures = new Figures(this, options);
        try {
            measure(options.seed()).forEach(figure -> figures.add(figure.label(), figure.value()));
        } catch (Exception e) {
            throw new IllegalStateException("the suite could not measure", e);
        }
        figures.keep();
        return 0;
    }

    private static List<Figure> measure(long seed) throws Exception {
        try (var application = new RunningApplication(NO_LIMIT)) {
            SampleData.load(application, seed, 400);
            var caller = new LocalCaller(application.url(), application.token());
            reads(caller, Duration.ofSeconds(5));
            var idle = reads(caller, SPAN);
            try (var _ = new WorkingAgents(caller);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var done = new AtomicBoolean();
                var posts = threads.submit(() -> posts(caller, done));
                var busy = reads(caller, SPAN);
                done.set(true);
                return figures(
                        idle,
                        busy,
                        posts.get(),
                        application.bean(Agents.class).all().size());
            }
        }
    }

    private static List<Figure> figures(double[] idle, double[] busy, double[] posts, int agents) {
        var idleP99 = Figure.quantile(idle, 0.99);
        var busyP99 = Figure.quantile(busy, 0.99);
        return List.of(
                Figure.of("agents in the status", agents, "agents"),
                Figure.of("GET status, idle", idle.length / (double) SPAN.toSeconds(), "requests/s"),
                Figure.of("GET status, idle: p50", Figure.quantile(idle, 0.5), "ms"),
                Figure.of("GET status, idle: p99", idleP99, "ms"),
                Figure.of(
                        "GET status, three executions: requests",
                        busy.length / (double) SPAN.toSeconds(),
                        "requests/s"),
                Figure.of("GET status, three executions: p50", Figure.quantile(busy, 0.5), "ms"),
                Figure.of("GET status, three executions: p90", Figure.quantile(busy, 0.9), "ms"),
                new Figure("GET status, three executions: p99", busyP99, "ms", "<= 250"),
                new Figure("GET status p99, three executions / idle", busyP99 / idleP99, "x", "<= 3"),
                new Figure("POST run, three executions: p99", Figure.quantile(posts, 0.99), "ms", "<= 200"));
    }

    /** Times of answers in milliseconds: several callers, each asking again when it has its answer. */
    private static double[] reads(LocalCaller caller, Duration span) throws Exception {
        var end = System.nanoTime() + span.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Double>>> callers = new ArrayList<>();
            for (var number = 0; number < CALLERS; number++) {
                callers.add(() -> {
                    var times = new ArrayList<Double>();
                    while (System.nanoTime() < end) {
                        times.add(milliseconds(
                                () -> expect(200, caller.get(AGENTS + "status").status())));
                    }
                    return times;
                });
            }
            return threads.invokeAll(callers).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .mapToDouble(time -> time)
                    .toArray();
        }
    }

    private static double[] posts(LocalCaller caller, AtomicBoolean done) throws InterruptedException {
        var times = new ArrayList<Double>();
        while (!done.get()) {
            times.add(milliseconds(() -> expect(
                    202, caller.post(AGENTS + "performance-optimizer/run", null).status())));
            Thread.sleep(Duration.ofMillis(50));
        }
        return times.stream().mapToDouble(time -> time).toArray();
    }

    private static void expect(int status, int answered) {
        if (answered != status) {
            throw new IllegalStateException("answered " + answered + " at " + Instant.now());
        }
    }

    private static double milliseconds(Runnable call) {
        var start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
