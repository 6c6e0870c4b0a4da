package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.execution.events.EventWriter;
import io.nuzantara.execution.events.SseClient;
import io.nuzantara.execution.events.SseClient.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class EventsTests {

    private static final String AGENTS = "/api/autonomous-agents/";
    private static final String AGENT = "client_value_predictor";

    /** Many clients that are cut seldom take less time than few that are cut often. */
    private static final int CLIENTS = 21;

    private static final int CUTS = 5;

    @LocalServerPort
    int port;

    @Autowired
    DataDirectory data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token;
    private EventWriter writer;

    @BeforeEach
    void signIn() {
        token = data.read("admin.token").orElseThrow();
        writer = new EventWriter(jdbc);
    }

    @Test
    void anExecutionIsToldFromItsAcceptanceToItsEnd() throws Exception {
        var caller = new LocalCaller(port, token);
        var id = caller.post(AGENTS + "client-value-predictor/run", null).text("execution_id");

        var events = client(AGENTS + "executions/" + id + "/events").readToTheEnd().stream()
                .filter(event -> event.id() != null)
                .toList();

        assertThat(events.getFirst().kind()).isEqualTo("accepted");
        assertThat(events.getLast().kind()).isEqualTo("completed");
        assertThat(events)
                .extracting(Event::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                        .mapToObj(Integer::toString)
                        .toList());
        var first = events.getFirst().data();
        assertThat(first.propertyNames()).contains("execution_id", "agent_name", "seq", "at", "kind");
        assertThat(first.get("execution_id").stringValue()).isEqualTo(id);
    }

    @Test
    void theAnswerIsNotStoredNorHeldBack() throws Exception {
        var id = writer.running(AGENT);

        try (var answer = client(AGENTS + "executions/" + id + "/events").connect()) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
            assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Encoding")).isEmpty();
        } finally {
            writer.completed(id);
        }
    }

    /** No client is there that could go: streams of theirs would keep their places until the service has something to write. */
    @Test
    void headIsAnsweredWithTheHeadersAndTakesNobodysPlace() throws Exception {
        var id = writer.running(AGENT);
        try {
            for (var number = 0; number < 201; number++) {
                var answer = head(number % 2 == 0 ? "events" : "executions/" + id + "/events");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            }
            assertThat(head("events?last_event_id=999999999999").statusCode()).isEqualTo(400);
            assertThat(head("executions/not-a-uuid/events").statusCode()).isEqualTo(404);
        } finally {
            writer.completed(id);
        }
        assertThat(head("executions/" + id + "/events?last_event_id=1").statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<Void> head(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + AGENTS + path))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .HEAD();
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01890000-0000-7000-8000-000000000000", "not-a-uuid"})
    void anUnknownExecutionIsA404(String id) throws Exception {
        try (var answer = client(AGENTS + "executions/" + id + "/events").connect()) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body()).contains("execution-unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "7", "9999999999999999999"})
    void aLastEventThatIsNoneOfThisStreamIsRefused(String last) throws Exception {
        var id = writer.running(AGENT);

        try (var answer = client(AGENTS + "executions/" + id + "/events?last_event_id=" + last)
                .connect()) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("parameter-invalid", "last_event_id");
        } finally {
            writer.completed(id);
        }
    }

    @Test
    void whoKnowsTheLastEventIsToldNotToConnectAgain() throws Exception {
        var id = writer.running(AGENT);
        writer.completed(id);

        try (var answer =
                client(AGENTS + "executions/" + id + "/events?last_event_id=1").connect()) {
            assertThat(answer.status()).isEqualTo(204);
        }
    }

    @Test
    void strangersAreToldNothing() throws Exception {
        var stranger = new SseClient(URI.create("http://127.0.0.1:" + port + AGENTS + "events"), "");

        try (var answer = stranger.connect()) {
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    @Test
    void theTwoHundredAndFirstClientIsAskedToComeLater() throws Exception {
        var id = writer.running(AGENT);
        var path = AGENTS + "executions/" + id + "/events";
        var open = new ArrayList<SseClient.Answer>();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> open(path, open) == 200);

            try (var answer = client(path).connect()) {
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.header("Retry-After")).isEqualTo("15");
                assertThat(answer.body()).contains("too-many-streams");
            }
        } finally {
            writer.completed(id);
            for (var answer : open) {
                answer.close();
            }
        }
        Awaitility.await().until(() -> isTaken(AGENTS + "events"));
    }

    /** Streams up to two hundred; one whose client was cut by another test keeps its place until the service writes to it. */
    private int open(String path, List<SseClient.Answer> open) throws Exception {
        while (open.size() < 200) {
            var answer = client(path).connect();
            if (answer.status() != 200) {
                answer.close();
                break;
            }
            open.add(answer);
        }
        return open.size();
    }

    private boolean isTaken(String path) throws Exception {
        try (var answer = client(path).connect()) {
            return answer.status() == 200;
        }
    }

    /** Each client is cut after a random number of bytes or of milliseconds, in the middle of events too. */
    @Test
    void anExecutionCutAtRandomPointsLosesAndDoublesNothing() throws Exception {
        var seed = new Random().nextLong();
        System.out.println("events of an execution, seed " + seed);
        var id = writer.running(AGENT);
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<List<Event>>>();
            for (var number = 0; number < CLIENTS; number++) {
                var random = new Random(seed + number);
                Callable<List<Event>> followed = () -> {
                    var client = client(AGENTS + "executions/" + id + "/events");
                    var events = cut(client, CUTS, random);
                    done.incrementAndGet();
                    events.addAll(client.readToTheEnd());
                    return events;
                };
                clients.add(threads.submit(followed));
            }
            var written = 0;
            for (; done.get() < CLIENTS; written++) {
                writer.event(id, "step_completed", "{\"step\": \"block %d of é\"}".formatted(written));
            }
            writer.completed(id);

            for (var client : clients) {
                var ids = client.get().stream()
                        .filter(event -> event.id() != null)
                        .map(event -> event.data().get("seq").longValue())
                        .toList();
                assertThat(ids)
                        .as("seed " + seed)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, written + 1L).boxed().toList());
            }
            System.out.println(
                    "%d clients cut %d times each got all %d events once".formatted(CLIENTS, CUTS, written + 1));
        }
    }

    private List<Event> cut(SseClient client, int times, Random random) throws IOException, InterruptedException {
        var events = new ArrayList<Event>();
        for (var cut = 0; cut < times; cut++) {
            var bytes = random.nextInt(1, 20_000);
            var end = System.nanoTime() + random.nextInt(1, 1_200) * 1_000_000L;
            try (var answer = client.connect()) {
                for (var read = 0; read < bytes && System.nanoTime() < end; ) {
                    var size = random.nextInt(1, 700);
                    answer.read(size).ifPresent(events::addAll);
                    read += size;
                }
            }
        }
        return events;
    }

    /** Transactions of eight executions overlap and commit in random order. */
    @Test
    void allExecutionsCutAtRandomPointsLoseAndDoubleNothing() throws Exception {
        var seed = new Random().nextLong();
        System.out.println("events of all executions, seed " + seed);
        var ids = IntStream.range(0, 8).mapToObj(_ -> writer.running(AGENT)).toList();
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<List<Event>>>();
            for (var number = 0; number < CLIENTS; number++) {
                var random = new Random(seed + number);
                var client = client(AGENTS + "events");
                try (var answer = client.connect()) {
                    answer.read(100);
                }
                clients.add(threads.submit(() -> {
                    var events = cut(client, CUTS, random);
                    done.incrementAndGet();
                    readUntilAllEnded(client, ids, events);
                    return events;
                }));
            }
            var writers = ids.stream()
                    .map(id -> threads.submit(
                            () -> writeUntil(() -> done.get() == CLIENTS, id, new Random(seed ^ id.hashCode()))))
                    .toList();

            var written = new ArrayList<String>();
            for (var one : writers) {
                written.addAll(one.get());
            }
            for (var client : clients) {
                assertThat(client.get().stream().flatMap(event -> name(event, ids).stream()))
                        .as("seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(written);
                for (var id : ids) {
                    assertThat(client.get().stream().flatMap(event -> name(event, List.of(id)).stream()))
                            .as("seed " + seed)
                            .containsExactlyElementsOf(written.stream()
                                    .filter(name -> name.startsWith(id.toString()))
                                    .toList());
                }
            }
            System.out.println("%d clients cut %d times each got all %d events of 8 executions once"
                    .formatted(CLIENTS, CUTS, written.size()));
        }
    }

    private static void readUntilAllEnded(SseClient client, List<UUID> ids, List<Event> events) throws Exception {
        try (var answer = client.connect()) {
            while (ids.stream().anyMatch(id -> !hasEnded(id, events))) {
                events.addAll(answer.read(8_192).orElseThrow());
            }
        }
    }

    private static boolean hasEnded(UUID id, List<Event> events) {
        return events.stream()
                .anyMatch(event -> event.kind().equals("completed")
                        && !name(event, List.of(id)).isEmpty());
    }

    private static List<String> name(Event event, List<UUID> ids) {
        var execution = UUID.fromString(event.data().get("execution_id").stringValue());
        return event.id() == null || !ids.contains(execution)
                ? List.of()
                : List.of(execution + "/" + event.data().get("seq").longValue());
    }

    private List<String> writeUntil(BooleanSupplier enough, UUID id, Random random) {
        var written = 0;
        while (!enough.getAsBoolean()) {
            transactions.executeWithoutResult(_ -> {
                writer.event(id, "step_completed", "{}");
                LockSupport.parkNanos(random.nextInt(40_000_000));
            });
            written++;
            LockSupport.parkNanos(random.nextInt(20_000_000));
        }
        writer.completed(id);
        return IntStream.rangeClosed(1, written + 1)
                .mapToObj(seq -> id + "/" + seq)
                .toList();
    }

    private SseClient client(String path) {
        return new SseClient(URI.create("http://127.0.0.1:" + port + path), token);
    }
}
