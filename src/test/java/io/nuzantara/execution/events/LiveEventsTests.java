package io.nuzantara.execution.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.TestAgents;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class LiveEventsTests {

    private static final String AGENT = "client_value_predictor";
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Counting source = new Counting();
    private final EventWriter writer = new EventWriter(DATABASE.jdbc());
    private final LiveEvents events = new LiveEvents(
            new Feed(
                    JdbcClient.create(source),
                    new TransactionTemplate(new DataSourceTransactionManager(source)),
                    TestAgents.of(AGENT)),
            new Frames(JsonMapper.shared()),
            TestAgents.of(AGENT));

    @AfterEach
    void stop() {
        events.stop();
    }

    @Test
    void allStreamsTogetherCostOneQuery() {
        var ids = new ArrayList<UUID>();
        for (var number = 0; number < 20; number++) {
            ids.add(writer.running(AGENT));
        }
        var clients = new ArrayList<Client>();
        for (var number = 0; number < 200; number++) {
            clients.add(following(ids.get(number % ids.size()), 0));
        }
        ids.forEach(id -> writer.event(id, "slot_taken", "{}"));
        source.statements.set(0);

        events.serve();

        assertThat(source.statements).hasValue(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(clients)
                        .allSatisfy(client -> assertThat(client.text()).contains("id: 1\nevent: slot_taken\n")));
        events.serve();
        assertThat(source.statements).hasValue(2);
    }

    @Test
    void streamsGoOnAfterAnError() {
        var id = writer.running(AGENT);
        var client = following(id, 0);
        source.exhausted.set(1);

        events.start();
        Awaitility.await().until(() -> source.exhausted.get() == 0);
        writer.event(id, "slot_taken", "{}");

        Awaitility.await().untilAsserted(() -> assertThat(client.text()).contains("event: slot_taken"));
    }

    @Test
    void nothingIsAskedWhileNobodyFollows() {
        events.serve();

        assertThat(source.statements).hasValue(0);
    }

    @Test
    void oneMoreThanTheLimitIsRefusedUntilAStreamEnds() {
        var id = writer.running(AGENT);
        for (var number = 0; number < 200; number++) {
            following(id, 0);
        }

        assertThat(events.follow(id, 0, new Client())).isEqualTo(new Opening.TooMany(200));

        writer.completed(id);
        events.serve();
        var other = writer.running(AGENT);
        Awaitility.await().until(() -> events.follow(other, 0, new Client()).equals(new Opening.Streaming()));
    }

    @Test
    void aConnectionThatCannotBeClosedLeavesItsPlaceToTheNext() {
        var id = writer.running(AGENT);
        for (var number = 0; number < 200; number++) {
            assertThat(events.follow(id, 0, new Unclosable())).isEqualTo(new Opening.Streaming());
        }
        writer.completed(id);

        events.serve();

        var other = writer.running(AGENT);
        Awaitility.await().until(() -> events.follow(other, 0, new Client()).equals(new Opening.Streaming()));
    }

    /** A client whose answer breaks when it is ended. */
    private static final class Unclosable implements io.nuzantara.execution.events.Connection {

        @Override
        public void write(String text) {}

        @Override
        public void close() {
            throw new IllegalStateException("the answer has ended already");
        }
    }

    @Test
    void aStreamEndsWithItsExecutionAndIsNotOpenedAgain() {
        var id = writer.running(AGENT);
        var client = following(id, 0);
        writer.completed(id);

        events.serve();

        Awaitility.await().until(client.closed::get, closed -> closed == 1);
        assertThat(client.text()).endsWith("\n\n").contains("event: completed");
        assertThat(events.follow(id, 1, new Client())).isEqualTo(new Opening.Ended());
        assertThat(events.follow(id, 2, new Client())).isEqualTo(new Opening.Ahead(1));
        assertThat(events.follow(UUID.randomUUID(), 0, new Client())).isEqualTo(new Opening.Unknown());
    }

    @Test
    void aClientThatDoesNotReadLosesItsConnectionAndHoldsNobodyUp() {
        var id = writer.running(AGENT);
        var stuck = new Client();
        stuck.reads = new CountDownLatch(1);
        assertThat(events.follow(id, 0, stuck)).isInstanceOf(Opening.Streaming.class);
        var other = following(id, 0);
        for (var number = 0; number < 2_100; number++) {
            writer.event(id, "step_completed", "{}");
        }

        for (var look = 0; look < 5; look++) {
            var lines = 500 * (look + 1);
            events.serve();
            Awaitility.await().until(() -> other.count("event: step_completed") >= Math.min(2_100, lines));
        }

        Awaitility.await().until(stuck.closed::get, closed -> closed == 1);
        assertThat(other.count("event: step_completed")).isEqualTo(2_100);
        assertThat(other.closed).hasValue(0);
    }

    @Test
    void silenceIsBrokenByComments() {
        var client = new Client();
        var stream =
                new io.nuzantara.execution.events.Stream(new Place(null, 7), client, Duration.ofMillis(20), _ -> {});

        stream.start();

        Awaitility.await().until(() -> client.count(": nothing new\n\n") >= 3);
        stream.cut();
        Awaitility.await().until(client.closed::get, closed -> closed == 1);
        assertThat(client.text()).startsWith("retry: 1000\nid: 7\n\n");
    }

    @Test
    void progressIsToldWhenItChangesAndHasNoId() {
        var id = writer.running(AGENT);
        DATABASE.jdbc()
                .sql("UPDATE agent_executions SET items_total = 10, phase = 'reading' WHERE id = :id")
                .param("id", id)
                .update();
        DATABASE.jdbc()
                .sql(
                        "INSERT INTO execution_progress (execution_id, lane, done, failed) VALUES (:id, 0, 2, 0), (:id, 1, 3, 1)")
                .param("id", id)
                .update();
        var client = following(id, 0);

        events.serve();
        events.serve();

        Awaitility.await()
                .untilAsserted(() -> assertThat(client.count("event: progress")).isEqualTo(1));
        assertThat(client.text()).contains("\"done\":5", "\"failed\":1", "\"total\":10", "\"phase\":\"reading\"");
        assertThat(client.count("id: "))
                .as("only the one the stream begins with")
                .isEqualTo(1);

        DATABASE.jdbc()
                .sql("UPDATE execution_progress SET done = done + 1 WHERE execution_id = :id AND lane = 0")
                .param("id", id)
                .update();
        events.serve();
        Awaitility.await().untilAsserted(() -> assertThat(client.text()).contains("\"done\":6"));
    }

    @Test
    void theStreamOfAllGivesEventsInTheOrderOfTheirCommitsWithoutInternalWork() throws Exception {
        var late = writer.running(AGENT);
        var early = writer.running(AGENT);
        var internal = writer.running("data_import");
        var client = new Client();
        assertThat(events.followAll(null, client)).isInstanceOf(Opening.Streaming.class);
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var slow = Thread.ofVirtual()
                .start(() -> DATABASE.transactions().executeWithoutResult(_ -> {
                    writer.event(late, "slot_taken", "{}");
                    written.countDown();
                    await(commit);
                }));
        await(written);
        writer.event(early, "slot_taken", "{}");
        writer.event(internal, "slot_taken", "{}");

        events.serve();
        Awaitility.await().until(() -> client.events().size() == 1);
        commit.countDown();
        slow.join();
        events.serve();
        Awaitility.await().until(() -> client.events().size() == 2);

        assertThat(client.events().getFirst()).contains(early.toString());
        assertThat(client.events().getLast()).contains(late.toString());
    }

    @Test
    void theStreamOfAllStartsNowUnlessTheClientSaysWhereItWas() {
        var id = writer.running(AGENT);
        writer.event(id, "slot_taken", "{}");
        var fresh = new Client();
        var returning = new Client();
        events.followAll(null, fresh);
        events.followAll(0L, returning);
        writer.event(id, "degraded", "{}");

        for (var look = 0; look < 5; look++) {
            events.serve();
        }

        Awaitility.await()
                .until(() ->
                        fresh.text().contains("degraded") && returning.text().contains("degraded"));
        assertThat(fresh.events()).singleElement().asString().contains(id.toString(), "\"seq\":2,");
        assertThat(returning.events())
                .filteredOn(event -> event.contains(id.toString()))
                .extracting(event -> event.contains("\"seq\":1,"))
                .containsExactly(true, false);
        assertThat(events.followAll(1_000_000L, new Client())).isInstanceOf(Opening.Ahead.class);
    }

    @Test
    void stoppingEndsAllStreamsAndOpensNoMore() {
        var id = writer.running(AGENT);
        var client = following(id, 0);
        var all = new Client();
        events.followAll(null, all);

        events.stop();

        Awaitility.await().until(client.closed::get, closed -> closed == 1);
        Awaitility.await().until(all.closed::get, closed -> closed == 1);
        var late = following(id, 0);
        Awaitility.await().until(late.closed::get, closed -> closed == 1);
    }

    private Client following(UUID id, long after) {
        var client = new Client();
        assertThat(events.follow(id, after, client)).isEqualTo(new Opening.Streaming());
        return client;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client in this process; one that does not read blocks who writes to it. */
    private static final class Client implements io.nuzantara.execution.events.Connection {
        private final List<String> received = new CopyOnWriteArrayList<>();
        private final AtomicInteger closed = new AtomicInteger();
        private CountDownLatch reads = new CountDownLatch(0);

        @Override
        public void write(String text) throws IOException {
            try {
                reads.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            received.add(text);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        String text() {
            return String.join("", received);
        }

        /** What counts: not how a stream begins, and no progress. */
        List<String> events() {
            return Stream.of(text().split("\n\n"))
                    .filter(frame -> frame.startsWith("id: "))
                    .toList();
        }

        int count(String part) {
            return text().split(part, -1).length - 1;
        }
    }

    /** Counts prepared statements; connections of a process that has no more threads as often as it is told. */
    private static final class Counting extends DelegatingDataSource {
        private final AtomicInteger statements = new AtomicInteger();
        private final AtomicInteger exhausted = new AtomicInteger();

        Counting() {
            super(DATABASE.dataSource());
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (exhausted.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.incrementAndGet();
                        }
                        return method.invoke(connection, arguments);
                    });
        }
    }
}
