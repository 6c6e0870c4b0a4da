package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the server and its launcher do when processes stop, die and come back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnServerTests {

    private OwnServer server;

    @BeforeAll
    void start() {
        server = OwnServer.create();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void aRestartKeepsTheAddressAndTheRows() throws Exception {
        var url = server.url();
        execute("INSERT INTO nuzantara.engine_settings VALUES ('kept', '1', NULL, now(), 'test')");

        server.restart();

        assertThat(server.url()).isEqualTo(url);
        assertThat(answer("SELECT value FROM nuzantara.engine_settings WHERE name = 'kept'"))
                .isEqualTo("1");
    }

    @Test
    void aFrozenServerAnswersNobodyUntilItIsThawed() throws Exception {
        server.freeze();
        var answer = CompletableFuture.supplyAsync(this::one);

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .until(() -> !answer.isDone());
        server.thaw();

        assertThat(answer.join()).isEqualTo("1");
    }

    @Test
    void theLauncherWaitsForConnectionsThatOutliveTheirKilledServer() throws Exception {
        try (var connection = connection()) {
            var work = busy(connection);
            server.killPostmaster();
            var started = System.nanoTime();

            server.start();

            System.out.printf(
                    "server back %d ms after kill -9 with a busy connection%n",
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
            work.join();
        }
        assertThat(answer("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aKilledConnectionProcessEndsAllOthersAndTheServerComesBack() throws Exception {
        try (var bystander = connection()) {
            server.killBackend(Long.parseLong(answer(bystander, "SELECT pg_backend_pid()")));

            Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> one().equals("1"));
        }
    }

    /** Sorts for some seconds without looking whether its server is still there. */
    private CompletableFuture<String> busy(Connection connection) throws SQLException {
        var ended = CompletableFuture.supplyAsync(() -> {
            try {
                answer(
                        connection,
                        "SELECT count(*) FROM (SELECT i FROM generate_series(1, 5000000) i ORDER BY random()) x");
                return "answered";
            } catch (SQLException e) {
                return "ended";
            }
        });
        Awaitility.await()
                .until(() -> !answer(
                                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series%' AND pid <> pg_backend_pid()")
                        .equals("0"));
        return ended;
    }

    private String one() {
        try {
            return answer("SELECT 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String answer(String sql) throws SQLException {
        try (var connection = connection()) {
            return answer(connection, sql);
        }
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(server.url());
    }
}
