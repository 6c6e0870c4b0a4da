package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node does with the work in its hands: when it is told to end, when a person intervenes, when the work kills it. */
class OneNodeIT {

    private final TestDatabase database = TestDatabase.create();
    private final LedgerView ledger = new LedgerView(database);
    private final Nodes nodes = Nodes.on(database.app(), database.owner());

    @AfterEach
    void end() {
        nodes.close();
    }

    @Test
    void aTerminatedNodeLeavesNothingInItsHands() {
        var node = nodes.start().awaitReady();
        var execution = node.start("items_probe", "sigterm", "kind=remote", "items=50", "latency=60000");
        awaitOpenItems(8);

        var time = node.terminate();

        System.out.println("SIGTERM with 8 lanes in calls of 60 s: " + time);
        assertThat(time).isLessThan(Duration.ofSeconds(30));
        assertThat(ledger.picked()).isZero();
        assertThat(ledger.items(execution).running()).isZero();
        assertThat(ledger.status(execution)).isEqualTo("running");
        assertThat(nodes.log(node)).doesNotContain("FATAL");
    }

    private void awaitOpenItems(int calls) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> nodes.remote().log().openItems() >= calls);
    }

    @Test
    void aCancelEndsCallsThatWouldTakeAMinute() {
        var node = nodes.start().awaitReady();
        var execution = node.start("items_probe", "cancel", "kind=remote", "items=10000", "latency=60000");
        awaitOpenItems(8);

        var asked = System.nanoTime();
        assertThat(node.ask("cancel " + execution)).startsWith("Requested");
        ledger.await(execution, "cancelled", Duration.ofSeconds(15));

        var time = Duration.ofNanos(System.nanoTime() - asked);
        System.out.println("cancel with calls of 60 s in flight: " + time);
        assertThat(time).isLessThan(Duration.ofSeconds(5));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5).minus(time))
                .until(() -> nodes.remote().log().openItems() == 0);
        assertThat(nodes.remote().log().calls("item"))
                .allSatisfy(call -> assertThat(call.begun() - asked)
                        .isLessThan(Duration.ofSeconds(1).toNanos()));
        assertThat(ledger.items(execution).running()).isZero();
        assertThat(ledger.slotsTaken()).isZero();
    }

    @Test
    void aDecisionAfterARestartContinuesTheExecution() {
        var first = nodes.start().awaitReady();
        var execution = first.start("approval_probe", "approval", "latency=10");
        ledger.await(execution, "waiting_approval", Duration.ofSeconds(20));
        assertThat(ledger.slotsTaken()).isZero();
        first.terminate();

        var second = nodes.start().awaitReady();
        assertThat(second.ask(approve(execution))).isEqualTo("Done");

        ledger.await(execution, "completed", Duration.ofSeconds(20));
        assertThat(nodes.remote().behaviour().effects()).hasSize(1);
        assertThat(nodes.remote().violations()).isEmpty();
        assertThat(nodes.remote().log().calls("step")).hasSize(1);
    }

    private String approve(UUID execution) {
        return ledger.jdbc()
                .sql("SELECT 'approve ' || id || ' ' || payload_hash FROM approvals WHERE execution_id = :id")
                .param("id", execution)
                .query(String.class)
                .single();
    }

    /** One item halts whatever process works on it. */
    @Test
    void anItemThatKillsItsProcessIsGivenUpAfterFiveDeaths() {
        nodes.quick().with("nuzantara.engine.item-max-attempts", "5");
        var execution =
                nodes.start().awaitReady().start("items_probe", "deadly", "kind=deadly", "items=20", "latency=5");
        var deaths = 0;
        for (var node = nodes.start(); !ledger.status(execution).equals("completed"); ) {
            if (!node.isAlive()) {
                deaths++;
                node = nodes.start();
            }
            assertThat(deaths).isLessThan(8);
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }

        assertThat(ledger.items(execution)).isEqualTo(new LedgerView.Items(20, 0, 0, 19, 1, 0));
        assertThat(ledger.jdbc()
                        .sql("SELECT item_key || ' ' || error_code FROM execution_items WHERE status = 'failed'")
                        .query(String.class)
                        .single())
                .isEqualTo("piece-3 poisoned");
        assertThat(ledger.jdbc()
                        .sql("SELECT degraded AND 'items_failed' = ANY (degraded_reasons) FROM agent_executions")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** A million rows before it must not keep a small execution waiting. */
    @Test
    void aSmallExecutionBesideALargeOneIsNotStarved() {
        var node = nodes.start().awaitReady();
        var alone = duration(node, "alone");
        var large = node.start("items_probe", "large", "kind=quick", "items=100000", "latency=0");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> ledger.jdbc()
                                .sql("SELECT count(*) FROM probe_results WHERE execution_id = :id")
                                .param("id", large)
                                .query(Long.class)
                                .single()
                        > 0);

        var beside = duration(node, "beside");

        System.out.printf("50 items alone %s, beside 100,000 others %s%n", alone, beside);
        assertThat(ledger.status(large)).isEqualTo("running");
        assertThat(beside).isLessThan(alone.multipliedBy(3).plusSeconds(5));
    }

    private Duration duration(Node node, String key) {
        var begin = System.nanoTime();
        var execution = node.start("items_probe", key, "kind=remote", "items=50", "latency=50");
        ledger.await(execution, "completed", Duration.ofSeconds(90));
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
