package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A commit whose answer comes too late: nobody knows whether it happened, and it happens. */
class FrozenCommitIT {

    private static final int ITEMS = 20;
    private static final long HELD = 4711;

    /** The result of one item waits inside its commit while somebody else holds a lock. */
    private static final String HOLD = """
            CREATE FUNCTION nuzantara.hold_commit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM pg_advisory_xact_lock_shared(4711);
              RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON nuzantara.probe_results
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.result_key = 'piece-7') EXECUTE FUNCTION nuzantara.hold_commit();
            """;

    private final TestDatabase database = TestDatabase.create();
    private final LedgerView ledger = new LedgerView(database);
    private final Nodes nodes = Nodes.on(database.app(), database.owner())
            .quick()
            .with("nuzantara.database-url", TestDatabase.url(database.app()) + "&socketTimeout=3");

    @AfterEach
    void end() {
        nodes.close();
    }

    @Test
    void theItemCountsOnceAndItsResultIsThereOnce() throws SQLException {
        try (var holder = DriverManager.getConnection(
                database.owner().jdbcUrl(),
                database.owner().user(),
                database.owner().password())) {
            execute(holder, HOLD);
            execute(holder, "SELECT pg_advisory_lock(%d)".formatted(HELD));
            var node = nodes.start().awaitReady();
            var execution = node.start("items_probe", "frozen-commit", "kind=remote", "items=" + ITEMS, "latency=10");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> waiting("advisory") == 1);
            // the node has given up its connection and tries again: it now waits for the row that the commit holds
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> waiting("transactionid") >= 1);

            execute(holder, "SELECT pg_advisory_unlock(%d)".formatted(HELD));

            ledger.await(execution, "completed", Duration.ofSeconds(90));
            assertThat(ledger.items(execution)).isEqualTo(new LedgerView.Items(ITEMS, 0, 0, ITEMS, 0, 0));
            assertThat(ledger.results(execution)).hasSize(ITEMS).doesNotHaveDuplicates();
            assertThat(ledger.counted(execution)).isEqualTo(ITEMS);
        }
    }

    private long waiting(String event) {
        return ledger.jdbc()
                .sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = :event")
                .param("event", event)
                .query(Long.class)
                .single();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
