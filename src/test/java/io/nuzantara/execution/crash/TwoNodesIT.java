package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, of which one dies or sleeps. */
class TwoNodesIT {

    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.create();
    private final LedgerView ledger = new LedgerView(database);

    /** With the settings as they are by default; the schedule fires every second over 60 fires. */
    @Test
    void theWorkOfAKilledNodeGoesOnWithinThirtySecondsAndNoOccurrenceDoubles() {
        try (var nodes = Nodes.on(database.app(), database.owner())
                .with("probe.cron", "* * * * * *")
                .with("nuzantara.zone", "Asia/Makassar")) {
            var one = nodes.start().awaitReady();
            var other = nodes.start().awaitReady();
            var execution = one.start("items_probe", "takeover", "kind=remote", "items=400", "latency=300");
            var doomed = atWork(nodes, one, other);
            var survivor = doomed.equals(one) ? other : one;

            doomed.kill();

            ledger.await(execution, "completed", Duration.ofSeconds(90));
            var takeovers = nodes.remote().log().takeovers(Set.of(doomed.name()));
            System.out.println("takeovers with default settings: " + takeovers);
            assertThat(takeovers)
                    .isNotEmpty()
                    .allSatisfy(time -> assertThat(time).isLessThan(TAKEOVER));
            assertEverythingOnce(execution, 400);
            awaitFires(60);
            assertNoOccurrenceTwice(nodes);
            assertThat(survivor.isAlive()).isTrue();
        }
    }

    /** The lanes may all have gone to either. */
    private static Node atWork(Nodes nodes, Node one, Node other) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> Stream.of(one, other)
                                .filter(node -> hasOpenCall(nodes, node))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean hasOpenCall(Nodes nodes, Node node) {
        return nodes.remote().log().calls("item").stream()
                .anyMatch(call -> call.node().equals(node.name()) && call.end() == CallLog.End.OPEN);
    }

    private static void awaitOpenCall(Nodes nodes, Node node) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> hasOpenCall(nodes, node));
    }

    private void assertEverythingOnce(UUID execution, int items) {
        assertThat(ledger.items(execution).done()).isEqualTo(items);
        assertThat(ledger.results(execution)).hasSize(items).doesNotHaveDuplicates();
    }

    /** Those that started an execution, and those that found the agent still at work. */
    private void awaitFires(int fires) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> started().size() + skipped() >= fires);
    }

    private List<String> started() {
        return ledger.jdbc()
                .sql("SELECT idempotency_key FROM agent_executions WHERE trigger = 'schedule'")
                .query((row, line) -> row.getString(1))
                .list();
    }

    private int skipped() {
        return ledger.jdbc()
                .sql("SELECT count(*) FROM execution_events WHERE kind = 'occurrence_skipped'")
                .query(Integer.class)
                .single();
    }

    private void assertNoOccurrenceTwice(Nodes nodes) {
        System.out.printf("occurrences: %d started, %d skipped%n", started().size(), skipped());
        assertThat(started()).doesNotHaveDuplicates();
        assertThat(nodes.remote().log().calls("step").stream()
                        .filter(call -> call.key().equals("tick") && call.end() == CallLog.End.ANSWERED)
                        .collect(Collectors.groupingBy(CallLog.Call::execution, Collectors.counting()))
                        .values())
                .allSatisfy(times -> assertThat(times).isOne());
    }

    /** Its connections and its lanes are still there when it wakes up; others have long taken over. */
    @Test
    void aNodeThatSleptFourteenSecondsWritesNothingTwice() {
        try (var nodes = Nodes.on(database.app(), database.owner())
                .with("db-scheduler.heartbeat-interval", "2s")
                .with("nuzantara.engine.lanes", "3")) {
            var sleeper = nodes.start().awaitReady();
            var execution = sleeper.start("items_probe", "zombie", "kind=remote", "items=150", "latency=200");
            awaitOpenCall(nodes, sleeper);
            nodes.start().awaitReady();

            sleeper.freeze();
            var frozen = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> nodes.remote().log().calls("item").stream()
                            .anyMatch(call ->
                                    call.begun() > frozen && !call.node().equals(sleeper.name())));
            var takeover = Duration.ofNanos(System.nanoTime() - frozen);
            pause(Duration.ofSeconds(14).minus(takeover));
            sleeper.thaw();

            ledger.await(execution, "completed", Duration.ofSeconds(60));
            System.out.println("takeover of a sleeping node with a heartbeat of 2 s: " + takeover);
            assertThat(takeover).isLessThan(Duration.ofSeconds(14));
            assertEverythingOnce(execution, 150);
            assertThat(twice(nodes, execution)).isLessThanOrEqualTo(3);
            assertThat(sleeper.isAlive()).isTrue();
        }
    }

    @Test
    void theNumberOfItemsAtOnceFollowsItsSettingWhileTheyWork() {
        try (var nodes = Nodes.on(database.app(), database.owner()).quick().with("nuzantara.engine.lanes", "4")) {
            var node = nodes.start().awaitReady();
            nodes.start().awaitReady();
            var log = nodes.remote().log();
            var execution = node.start("items_probe", "lanes", "kind=remote", "items=2000", "latency=200");
            awaitAtOnce(log, 4);

            lanes(12);
            awaitAtOnce(log, 12);
            assertThat(log.mostItems()).isEqualTo(12);

            lanes(3);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> mostDuring(log, 30) <= 3);
            assertThat(mostDuring(log, 30)).isEqualTo(3);
            assertThat(ledger.status(execution)).isEqualTo("running");
        }
    }

    /** The most calls at once while so many more are answered; a single look may fall between two calls. */
    private static int mostDuring(CallLog log, int answers) {
        log.measureAgain();
        awaitAnswers(log, answers);
        return log.mostItems();
    }

    private static void awaitAtOnce(CallLog log, int calls) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> log.mostItems() >= calls);
    }

    private static void awaitAnswers(CallLog log, int more) {
        var before = log.calls("item").size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> log.calls("item").size() >= before + more);
    }

    private void lanes(int number) {
        ledger.jdbc()
                .sql("UPDATE engine_settings SET value = :number WHERE name = 'lanes'")
                .param("number", Integer.toString(number))
                .update();
    }

    /** Items whose call was answered more than once. */
    private static long twice(Nodes nodes, UUID execution) {
        return nodes.remote().log().calls("item").stream()
                .filter(call -> call.execution().equals(execution.toString()) && call.end() == CallLog.End.ANSWERED)
                .collect(Collectors.groupingBy(CallLog.Call::key, Collectors.counting()))
                .values()
                .stream()
                .filter(times -> times > 1)
                .count();
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time.isNegative() ? Duration.ZERO : time).until(() -> true);
    }
}
