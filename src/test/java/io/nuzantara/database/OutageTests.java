package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.Application;
import io.nuzantara.LocalCaller;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.ProbeAgent;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import io.nuzantara.security.NewToken;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The API does not hang with its database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTests {

    /** Whoever comes beyond them waits for a place and is told that the service is busy (nuzantara.security.shedding). */
    private static final int CALLERS = 16;

    private static final String STATUS = "/api/autonomous-agents/status";
    private static final String METRICS = "/actuator/prometheus";
    private static final int STEPS = 12;
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private OwnServer server;
    private ConfigurableApplicationContext application;
    private String url;
    private LocalCaller caller;

    @BeforeAll
    void start() throws IOException {
        server = OwnServer.create();
        var data = Files.createTempDirectory(Path.of("target"), "outage-").toAbsolutePath();
        application = new SpringApplication(Application.class, ProbeAgent.Configuration.class)
                .run(
                        "--nuzantara.database-url=" + server.url(),
                        "--nuzantara.migration-database-url=" + server.ownerUrl(),
                        "--nuzantara.data-dir=" + data,
                        "--nuzantara.orchestrator.enabled=false",
                        "--nuzantara.engine.schedules=false",
                        "--nuzantara.readiness.each=60s",
                        "--nuzantara.readiness.all=90s",
                        "--nuzantara.alert.slack-webhook-url=http://127.0.0.1:1/hook",
                        "--nuzantara.llm.anthropic.api-key=none",
                        "--nuzantara.llm.anthropic.base-url=http://127.0.0.1:1",
                        "--nuzantara.orchestrator.agents-url=http://127.0.0.1:1",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--management.server.address=0.0.0.0");
        url = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
        caller = new LocalCaller(
                url, Files.readString(data.resolve("admin.token")).strip());
    }

    @AfterAll
    void stop() {
        application.close();
        server.close();
    }

    @AfterEach
    void back() {
        server.thaw();
        awaitStatus(200);
    }

    private void awaitStatus(int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> caller.get(STATUS).status() == status);
    }

    private record Timed(LocalCaller.Answer answer, Duration took) {}

    private Timed timed() {
        var start = System.nanoTime();
        var answer = caller.get(STATUS);
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    /** A commit that fails is then an exception of the data access, as callers expect; Boot chooses by a setting that is about proxies. */
    @Test
    void transactionsTranslateTheirFailures() {
        assertThat(application.getBean(PlatformTransactionManager.class)).isInstanceOf(JdbcTransactionManager.class);
    }

    @Test
    void callsInFlightAreAnsweredWhenTheDatabaseFreezes() throws Exception {
        var answers = new ArrayList<Timed>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = inFlight(callers);

            server.freeze();

            for (var calls : first) {
                answers.add(calls.get(30, TimeUnit.SECONDS));
            }
        }
        var slowest = answers.stream().map(Timed::took).max(Duration::compareTo).orElseThrow();
        System.out.printf("%d calls caught by a frozen database: slowest answer %d ms%n", CALLERS, slowest.toMillis());
        assertThat(answers).allSatisfy(call -> {
            assertThat(call.answer().status()).isEqualTo(503);
            assertThat(call.answer().text("type")).endsWith("/help/problems/database-unavailable");
            assertThat(call.answer().header("Retry-After")).isEqualTo("5");
            assertThat(call.took()).isLessThan(LIMIT);
        });
    }

    /** As many callers as may be answered at once that ask again and again; each hands over its first answer that is no success. */
    private List<Future<Timed>> inFlight(ExecutorService callers) throws InterruptedException {
        var asking = new CountDownLatch(CALLERS);
        var first = new ArrayList<Future<Timed>>();
        for (var number = 0; number < CALLERS; number++) {
            first.add(callers.submit(() -> {
                var call = timed();
                asking.countDown();
                while (call.answer().status() == 200) {
                    call = timed();
                }
                return call;
            }));
        }
        asking.await();
        return first;
    }

    @Test
    void whileTheDatabaseIsAwayCallsAreRefusedAtOnceAndEverythingElseAnswers() throws Exception {
        server.freeze();
        awaitStatus(503);

        var call = timed();
        System.out.printf(
                "a call while the database is away: %d ms%n", call.took().toMillis());
        assertThat(call.answer().status()).isEqualTo(503);
        assertThat(call.took()).isLessThan(Duration.ofSeconds(1));
        assertThat(caller.get("/livez").status()).isEqualTo(200);
        assertThat(caller.get("/readyz").status()).isEqualTo(503);
        assertThat(caller.get("/css/nuzantara.css").status()).isEqualTo(200);
        assertThat(page("/")).contains("Database unavailable").contains("<html");
    }

    @Test
    void whoReadsTheMetricsIsToldThatTheDatabaseIsAway() {
        var tokens = application.getBean(Tokens.class);
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        var token = tokens.create(new TokenRequest("prometheus", List.of("metrics"), tomorrow), "test");
        var other = tokens.create(new TokenRequest("other", List.of("read"), tomorrow), "test");
        var reader = reader(token);
        assertThat(reader.get(METRICS).status()).isEqualTo(200);
        assertThat(reader(other).get(METRICS).status()).isEqualTo(403);

        server.freeze();
        var first = reader.get(METRICS);
        awaitStatus(503);

        assertThat(first.status()).as("before anybody noticed").isEqualTo(200);
        assertThat(reader.get(METRICS).response().body()).containsPattern("nuzantara_ready(\\{[^}]*})? 0.0");
        assertThat(reader(other).get(METRICS).status()).isEqualTo(503);
        assertThat(new LocalCaller(url, token.text().reveal()).get(METRICS).status())
                .as("one port for all would not turn them away either")
                .isEqualTo(403);
        server.thaw();
        awaitStatus(200);
        tokens.revoke(token.token().id());
        assertThat(reader.get(METRICS).status()).isEqualTo(401);
        server.freeze();
        awaitStatus(503);
        assertThat(reader.get(METRICS).status()).isEqualTo(503);
    }

    private LocalCaller reader(NewToken token) {
        var port = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        return new LocalCaller(port, token.text().reveal());
    }

    private String page(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "text/html")
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            return answer.body();
        }
    }

    @Test
    void theServiceWorksAgainSoonAfterTheDatabaseIsBack() {
        server.freeze();
        awaitStatus(503);
        server.thaw();
        var thawed = System.nanoTime();

        awaitStatus(200);

        var took = Duration.ofNanos(System.nanoTime() - thawed);
        System.out.printf("first answer after thawing: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void othersThatAreAwayAreRowsOfTheMatrixAndTakeNoNodeAway() {
        var states = caller.get("/api/readiness")
                .json()
                .path("rows")
                .valueStream()
                .collect(Collectors.toMap(
                        row -> row.path("id").asString(""),
                        row -> row.path("state").asString("")));

        assertThat(states)
                .containsEntry("slack", "warn")
                .containsEntry("llm", "warn")
                .containsEntry("architecture", "fail");
        assertThat(caller.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void aSchemaThatIsNotCurrentTakesTheNodeAwayUntilItIs() {
        history(false);
        awaitReadiness(503);

        history(true);

        awaitReadiness(200);
        assertThat(caller.get("/livez").status()).isEqualTo(200);
    }

    private void history(boolean success) {
        var owner = server.database().owner();
        new JdbcTemplate(new DriverManagerDataSource(owner.jdbcUrl(), owner.credentials()))
                .update("UPDATE nuzantara.flyway_schema_history SET success = ? WHERE version = '141'", success);
    }

    private void awaitReadiness(int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> caller.get("/readyz").status() == status);
    }

    @Test
    void aKilledDatabaseIsReachedAgainAfterItsRestart() {
        server.killPostmaster();
        awaitStatus(503);

        server.start();

        awaitStatus(200);
        assertThat(caller.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void anExecutionGoesOnByItselfAfterAFreezeAndAKill() {
        application.getBean(ProbeAgent.class).teach("outages", OutageTests::countedSteps);
        var started = application
                .getBean(Executions.class)
                .start(new StartRequest(
                        "probe",
                        new Parameters(Map.of("work", "outages")),
                        Trigger.API,
                        "test",
                        "probe:outages",
                        null));
        var id = started instanceof Start.Accepted(var accepted) ? accepted : UUID.randomUUID();
        awaitSteps(id, 3);

        server.freeze();
        Awaitility.await()
                .during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(12))
                .until(() -> caller.get("/livez").status() == 200);
        server.thaw();
        awaitSteps(id, 6);
        server.killPostmaster();
        server.start();
        var back = System.nanoTime();

        awaitSteps(id, STEPS);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> view(id).map(ExecutionView::isFinal).orElse(false));
        System.out.printf(
                "an execution was complete %d ms after its database was back%n",
                Duration.ofNanos(System.nanoTime() - back).toMillis());
        assertThat(view(id).map(ExecutionView::status)).contains("completed");
        assertThat(view(id).orElseThrow().steps())
                .extracting(ExecutionView.Step::name)
                .doesNotHaveDuplicates()
                .hasSize(STEPS);
    }

    private static Outcome countedSteps(Execution execution) {
        for (var number = 0; number < STEPS; number++) {
            var step = number;
            execution.step("step-" + step, Integer.class, () -> worked(step));
        }
        return new Outcome.Completed("counted", Map.of());
    }

    /** What the agent is busy with. */
    private static int worked(int step) {
        try {
            Thread.sleep(Duration.ofMillis(300));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return step;
    }

    private void awaitSteps(UUID id, int steps) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> view(id).orElseThrow().steps().stream()
                                .filter(step -> step.status().equals("completed"))
                                .count()
                        >= steps);
    }

    private Optional<ExecutionView> view(UUID id) {
        return application.getBean(Executions.class).find(id);
    }
}
