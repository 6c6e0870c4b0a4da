package io.nuzantara.benchmark;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.MillionItems;
import io.nuzantara.execution.crash.CallLog;
import io.nuzantara.execution.crash.LedgerView;
import io.nuzantara.execution.crash.Node;
import io.nuzantara.execution.crash.Nodes;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** How soon executions begin and how many items a second the engine gets through, in processes of their own. */
final class EngineSuite implements Suite {

    private static final int STARTS = 60;
    private static final int QUICK = 10_000;
    private static final int SLOW = 600;
    private static final int MILLION = 1_000_000;
    private static final Duration WAITING = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public String shows() {
        return "start latency in the same and in another process, items/s with one and two nodes, a million items";
    }

    @Override
    public int run(BenchOptions options) {
        var figures = new Figures(this, options);
        starts(figures, "same process", false);
        starts(figures, "other process", true);
        slow(figures);
        quick(figures, 1);
        quick(figures, 2);
        million(figures);
        figures.keep();
        return 0;
    }

    private static void add(Figures figures, Figure figure) {
        figures.add(figure.label(), figure.value());
    }

    /** From the question to start until the first call of the first step, as the called side sees it. */
    private static void starts(Figures figures, String where, boolean elsewhere) {
        try (var cluster = new Cluster()) {
            var asked = elsewhere ? cluster.accepting() : cluster.working();
            if (elsewhere) {
                cluster.working();
            }
            latency(cluster, asked, -1);
            var times = IntStream.range(0, STARTS)
                    .mapToDouble(number -> latency(cluster, asked, number))
                    .toArray();
            add(
                    figures,
                    new Figure(
                            "start, " + where + ": p50",
                            Figure.quantile(times, 0.5),
                            "ms",
                            elsewhere ? null : "<= 100"));
            add(
                    figures,
                    new Figure(
                            "start, " + where + ": p90",
                            Figure.quantile(times, 0.9),
                            "ms",
                            elsewhere ? "<= 600" : null));
            add(figures, Figure.of("start, " + where + ": p99", Figure.quantile(times, 0.99), "ms"));
        }
    }

    private static double latency(Cluster cluster, Node node, int number) {
        var begin = System.nanoTime();
        var execution = node.start("steps_probe", "start-" + number, "latency=0");
        cluster.ledger.await(execution, "completed", LONGEST);
        return cluster.nodes.remote().log().calls("step").stream()
                                .filter(call -> call.execution().equals(execution.toString()))
                                .mapToLong(CallLog.Call::begun)
                                .min()
                                .orElseThrow()
                        / 1e6
                - begin / 1e6;
    }

    private static void slow(Figures figures) {
        for (var nodes = 1; nodes <= 2; nodes++) {
            try (var cluster = new Cluster()) {
                cluster.nodes.with("nuzantara.engine.lanes", "16").with("db-scheduler.threads", "21");
                var node = cluster.working(nodes);
                var rate = cluster.rate(node, "remote", SLOW, 200);
                add(figures, new Figure("calls of 200 ms, 16 lanes, " + nodes + " node(s)", rate, "items/s", ">= 72"));
                figures.add(
                        "  most calls at once (target <= 16)",
                        cluster.nodes.remote().log().mostItems());
            }
        }
    }

    private static void quick(Figures figures, int nodes) {
        try (var cluster = new Cluster()) {
            var node = cluster.working(nodes);
            var one = cluster.rate(node, "quick", QUICK, 0);
            var block = cluster.rate(node, "block", QUICK, 0);
            add(figures, Figure.of("no work, one item a claim, " + nodes + " node(s)", one, "items/s"));
            add(figures, Figure.of("no work, 20 items a claim, " + nodes + " node(s)", block, "items/s"));
            add(figures, Figure.of("20 items a claim / one, " + nodes + " node(s)", block / one, "x"));
        }
    }

    private static void million(Figures figures) {
        var database = TestDatabase.create();
        var items = MillionItems.in(database);
        add(
                figures,
                new Figure(
                        "1,000,000 items: handed out in", items.handOut(MILLION).toMillis() / 1000.0, "s", "<= 15"));
        add(figures, new Figure("1,000,000 items: claim, median", Figure.median(items.claims(500, 1)), "ms", "< 5"));
        add(figures, new Figure("1,000,000 items: progress, median", Figure.median(items.reads(200)), "ms", "< 5"));
        database.pool().close();
        try (var cluster = new Cluster()) {
            var node = cluster.working();
            add(
                    figures,
                    new Figure(
                            "1,000,000 items waiting, 20 a claim, 1 node",
                            cluster.rateWhileWaiting(node),
                            "items/s",
                            ">= 600"));
        }
    }

    /** Nodes of their own on a fresh database, with the settings as they are by default. */
    private static final class Cluster implements AutoCloseable {

        private final TestDatabase database = TestDatabase.create();
        private final LedgerView ledger = new LedgerView(database);
        private final Nodes nodes = Nodes.on(database.app(), database.owner());
        private int executions;

        Node accepting() {
            return nodes.with("nuzantara.engine.worker", "false").start().awaitReady();
        }

        Node working() {
            return nodes.with("nuzantara.engine.worker", "true").start().awaitReady();
        }

        Node working(int number) {
            return IntStream.range(0, number)
                    .mapToObj(each -> working())
                    .toList()
                    .getFirst();
        }

        /** Items a second, from the first to the last that was done. */
        double rate(Node node, String kind, int items, int latency) {
            var execution = start(node, kind, items, latency);
            ledger.await(execution, "completed", LONGEST);
            return ledger.jdbc()
                    .sql("""
                            SELECT (count(*) - 1) / extract(epoch FROM max(finished_at) - min(finished_at))
                              FROM execution_items WHERE execution_id = :id
                            """)
                    .param("id", execution)
                    .query(Double.class)
                    .single();
        }

        private UUID start(Node node, String kind, int items, int latency) {
            return node.start(
                    "items_probe", "bench-" + ++executions, "kind=" + kind, "items=" + items, "latency=" + latency);
        }

        /** Items a second while nearly all of a million still wait. */
        double rateWhileWaiting(Node node) {
            var execution = start(node, "block", MILLION, 0);
            Awaitility.await().atMost(LONGEST).until(() -> done(execution) > 0);
            var before = done(execution);
            var begin = System.nanoTime();
            Awaitility.await().atMost(LONGEST).pollDelay(WAITING).until(() -> true);
            return (done(execution) - before) / ((System.nanoTime() - begin) / 1e9);
        }

        private long done(UUID execution) {
            return ledger.jdbc()
                    .sql("SELECT coalesce(sum(done), 0) FROM execution_progress WHERE execution_id = :id")
                    .param("id", execution)
                    .query(Long.class)
                    .single();
        }

        @Override
        public void close() {
            nodes.close();
            database.pool().close();
        }
    }
}
