package io.nuzantara.benchmark;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Parameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole client value execution against the bare statements that compute and store the same scores. */
final class ScoringSuite implements Suite {

    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public String shows() {
        return "clients/s of the legacy score, against the bare SQL statement on the same data";
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
        var figures = new ArrayList<Figure>();
        for (var clients : List.of(10_000, 100_000)) {
            try (var application = new RunningApplication(StatementCounter.class)) {
                BareScore.createTable(application.database().owner());
                generate(application.bean(JdbcClient.class), clients, seed);
                figures.addAll(new Measurement(application, clients).figures());
            }
        }
        return figures;
    }

    /** Twenty interactions, some ratings and some practices a client, skewed; the same for the same seed. */
    private static void generate(JdbcClient jdbc, int clients, long seed) {
        jdbc.sql("SELECT setseed(:seed)")
                .param("seed", (seed % 1000) / 1000.0)
                .query((row, number) -> row.getObject(1))
                .list();
        insert(jdbc, clients, """
                INSERT INTO crm_clients (external_id, name, status, created_at, updated_at)
                SELECT 'c' || n, 'Client ' || n, 'active', now(), now() FROM generate_series(1, :clients) n
                """);
        insert(jdbc, clients, """
                INSERT INTO crm_interactions (external_id, client_id, type, sentiment, created_at)
                SELECT 'i' || n, ceil(power(random(), 1.5) * :clients), 'whatsapp', CASE WHEN random() < 0.7 THEN random() * 2 - 1 END,
                       now() - random() * random() * interval '400 days'
                  FROM generate_series(1, 20 * :clients) n
                """);
        insert(jdbc, clients, """
                INSERT INTO conversations (conversation_id, client_id, started_at, last_message_at, message_count, rating, created_at)
                SELECT 'v' || n, ceil(random() * :clients), at, at, 8, CASE WHEN random() < 0.5 THEN ceil(random() * 5) END, at
                  FROM (SELECT n, now() - random() * interval '400 days' AS at FROM generate_series(1, 2 * :clients) n) v
                """);
        insert(jdbc, clients, """
                INSERT INTO crm_practices (external_id, client_id, type, status, created_at, updated_at)
                SELECT 'p' || n, ceil(random() * :clients), 'KITAS', 'completed', at, at
                  FROM (SELECT n, now() - random() * interval '700 days' AS at FROM generate_series(1, 2 * :clients) n) p
                """);
        jdbc.sql("ANALYZE crm_clients, crm_interactions, conversations, crm_practices")
                .update();
    }

    private static void insert(JdbcClient jdbc, int clients, String sql) {
        jdbc.sql("SET statement_timeout TO '10min'").update();
        jdbc.sql(sql).param("clients", clients).update();
    }

    /** Bare statements and executions in turn, so that a slow minute of the machine meets both. */
    private static final class Measurement {
        private final JdbcClient jdbc;
        private final TransactionTemplate transactions;
        private final Agent agent;
        private final int clients;

        Measurement(RunningApplication application, int clients) {
            this.jdbc = application.bean(JdbcClient.class);
            this.transactions = application.bean(TransactionTemplate.class);
            this.agent = application
                    .bean(Agents.class)
                    .find("client_value_predictor")
                    .orElseThrow();
            this.clients = clients;
        }

        List<Figure> figures() {
            var bareFirst = milliseconds(this::bare);
            jdbc.sql("UPDATE crm_clients SET metadata = '{}'").update();
            var first = milliseconds(this::execution);
            var bare = new double[ROUNDS];
            var whole = new double[ROUNDS];
            var statements = 0;
            for (var round = 0; round < ROUNDS; round++) {
                bare[round] = milliseconds(this::bare);
                StatementCounter.taken();
                whole[round] = milliseconds(this::execution);
                statements = StatementCounter.taken();
            }
            return List.of(
                    Figure.of(title("bare statements, first time"), bareFirst, "ms"),
                    Figure.of(title("execution, first time"), first, "ms"),
                    Figure.of(title("bare statements, median of " + ROUNDS), Figure.median(bare), "ms"),
                    Figure.of(title("execution, median of " + ROUNDS), Figure.median(whole), "ms"),
                    Figure.of(title("execution"), clients / Figure.median(whole) * 1000, "clients/s"),
                    new Figure(title("execution / bare"), Figure.median(whole) / Figure.median(bare), "x", "<= 1.5"),
                    new Figure(title("SQL statements of an execution"), statements, "statements", "<= 10"));
        }

        private String title(String what) {
            return "%,d clients: %s".formatted(clients, what);
        }

        private void execution() {
            agent.run(new DirectExecution(Parameters.NONE, Instant.now(), transactions));
        }

        private void bare() {
            transactions.executeWithoutResult(status -> {
                jdbc.sql(
                                "SELECT set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '256MB', true)")
                        .query((row, number) -> row.getString(1))
                        .single();
                BareScore.store(jdbc, OffsetDateTime.now(ZoneOffset.UTC));
            });
        }

        private static double milliseconds(Runnable work) {
            var start = System.nanoTime();
            work.run();
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
