package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.OwnServer;
import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The database goes away in the middle of a fan-out and comes back: the work goes on by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultsIT {

    private static final int ITEMS = 200;
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    /** On two cores under the load of other tests. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final OwnServer server = OwnServer.create();
    private final TestDatabase database = server.database();
    private final LedgerView ledger = new LedgerView(database);
    private final Nodes nodes = Nodes.on(database.app(), database.owner());
    private final Node node = nodes.quick().start();

    @BeforeAll
    void startNodes() {
        node.awaitReady();
        nodes.start().awaitReady();
    }

    @AfterAll
    void end() {
        nodes.close();
        database.pool().close();
        server.close();
    }

    @Test
    void workGoesOnAfterARestartOfTheServer() {
        assertNothingIsLost("restart", OwnServer::restart);
    }

    @Test
    void workGoesOnAfterTheServerWasKilled() {
        assertNothingIsLost("kill", own -> {
            own.killPostmaster();
            own.start();
        });
    }

    @Test
    void workGoesOnAfterTheServerWasFrozen() {
        assertNothingIsLost("freeze", own -> {
            own.freeze();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ofSeconds(10))
                    .until(() -> true);
            own.thaw();
        });
    }

    private void assertNothingIsLost(String name, Consumer<OwnServer> fault) {
        var log = nodes.remote().log();
        var execution = node.start("items_probe", name, "kind=remote", "items=" + ITEMS, "latency=100");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> log.openItems() > 0);

        fault.accept(server);
        var back = System.nanoTime();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> log.calls("item").stream().anyMatch(call -> call.begun() > back));
        var resumed = Duration.ofNanos(System.nanoTime() - back);
        ledger.await(execution, "completed", Duration.ofSeconds(90));
        System.out.printf("database %s: the next item %s after it was back%n", name, resumed);
        assertThat(resumed).isLessThan(AFTERWARDS.plus(SLACK));
        assertThat(ledger.items(execution)).isEqualTo(new LedgerView.Items(ITEMS, 0, 0, ITEMS, 0, 0));
        assertThat(ledger.results(execution)).hasSize(ITEMS).doesNotHaveDuplicates();
        assertThat(log.mostItems()).isLessThanOrEqualTo(Invariants.LANES);
        assertThat(nodes.remote().violations()).isEmpty();
    }
}
