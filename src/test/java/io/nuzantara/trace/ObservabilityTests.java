package io.nuzantara.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nuzantara.Application;
import io.nuzantara.LocalCaller;
import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alerts;
import io.nuzantara.conversation.ImportOptions;
import io.nuzantara.conversation.Imports;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Trigger;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One application after one cycle, in which an agent asked a model: what it traced, what it counted, who may read it, and that
 * dashboard and alerts ask for nothing else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.opentelemetry.tracing.sampler=always-on",
            "management.server.address=0.0.0.0",
            "nuzantara.orchestrator.cron=-",
            "nuzantara.engine.schedules=false",
            "nuzantara.llm.model=traced-model",
            "nuzantara.llm.prices[0].model=traced-model",
            "nuzantara.llm.prices[0].input=1",
            "nuzantara.llm.prices[0].cached-input=1",
            "nuzantara.llm.prices[0].output=1"
        })
@Import({TracedAgent.Contribution.class, ObservabilityTests.Keeping.class})
class ObservabilityTests {

    private static final FakeModelServer MODEL = FakeModelServer.start();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path PINNED = Path.of("src/test/resources/observability");
    private static final String OPERATIONS = read(Path.of("docs/operations.md"));

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    DataDirectory data;

    @Autowired
    Tokens tokens;

    @Autowired
    Alerts alerts;

    @Autowired
    Imports imports;

    @Autowired
    Executions executions;

    @Autowired
    SdkTracerProvider tracing;

    @Autowired
    InMemorySpanExporter exporter;

    @Autowired
    Clock clock;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private List<SpanData> spans = List.of();
    private Scrape scrape = Scrape.of("");

    @TestConfiguration(proxyBeanMethods = false)
    static class Keeping {
        @Bean
        InMemorySpanExporter spanExporter() {
            return InMemorySpanExporter.create();
        }
    }

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry registry) {
        registry.add("nuzantara.llm.base-url", () -> MODEL.url().toString());
    }

    @BeforeAll
    void oneCycle() throws IOException {
        MODEL.next(Behaviours.says("""
                        {"run": [{"agent": "%s", "why": "%s"}], "leave": []}""".formatted(TracedAgent.ID, TracedAgent.CANARY)))
                .next(Behaviours.says("{\"topic\": \"%s\"}".formatted(TracedAgent.CANARY)))
                .next(Behaviours.status(401, "authentication_error"));
        log.start();
        logger().addAppender(log);
        runCycle();
        System.gc(); // its pauses are exported from the first one on
        askForWhatIsNotThere();
        importClients();
        tellPeople();
        tracing.forceFlush().join(10, TimeUnit.SECONDS);
        spans = exporter.getFinishedSpanItems();
        scrape = Scrape.of(management(token("metrics"))
                .get("/actuator/prometheus")
                .response()
                .body());
    }

    private void runCycle() {
        var cycle = api().post("/api/orchestrator/cycles", null);
        assertThat(cycle.status()).isEqualTo(202);
        var report = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> api().get(cycle.header("Location")),
                        answer -> !answer.text("status").equals("running"));
        assertThat(report.json().findValuesAsString("agent"))
                .as(report.response().body())
                .contains(TracedAgent.ID);
        assertThat(report.text("status")).isEqualTo("completed");
    }

    private void askForWhatIsNotThere() {
        var text = TracedAgent.CANARY.replace(' ', '+');
        assertThat(api().get("/api/autonomous-agents/executions/" + text + "?text=" + text)
                        .status())
                .isEqualTo(404);
    }

    private void importClients() throws IOException {
        var file = Files.writeString(
                Files.createTempDirectory("import").resolve("clients.csv"), """
                id,name
                1,%s
                """.formatted(TracedAgent.CANARY));
        var id = imports.importFiles(ImportOptions.defaults(), List.of(file), Trigger.API, "test");
        Awaitility.await().atMost(PATIENCE).until(() -> isFinal(id));
    }

    private boolean isFinal(UUID execution) {
        return executions.find(execution).orElseThrow().isFinal();
    }

    private void tellPeople() {
        alerts.raise(new Alert(Alert.Severity.WARNING, "observed", TracedAgent.CANARY, "text", "/"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Scrape.of(management(token("metrics"))
                                .get("/actuator/prometheus")
                                .response()
                                .body())
                        .has("nuzantara_alert_delay_seconds_count"));
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.nuzantara");
    }

    @AfterAll
    void close() {
        logger().detachAppender(log);
        MODEL.close();
    }

    @Test
    void oneTraceLeadsFromTheCycleOverHttpAndTheExecutionToTheModel() {
        var cycle = named("cycle").findFirst().orElseThrow();
        var trace = cycle.getTraceId();

        assertThat(cycle.getParentSpanContext().isValid()).isFalse();
        assertThat(named("chat traced-model").map(SpanData::getTraceId))
                .hasSize(3)
                .containsOnly(trace);
        assertThat(named("invoke_agent " + TracedAgent.ID).map(SpanData::getTraceId))
                .isNotEmpty()
                .containsOnly(trace);
        assertThat(named("items " + TracedAgent.ID).map(SpanData::getTraceId))
                .isNotEmpty()
                .containsOnly(trace);
        assertThat(named("chat traced-model").map(this::way))
                .containsExactlyInAnyOrder(
                        "chat traced-model < cycle",
                        "chat traced-model < invoke_agent traced_agent < accept traced_agent"
                                + " < http post /api/autonomous-agents/{agent}/run < http post < cycle",
                        "chat traced-model < items traced_agent < accept traced_agent"
                                + " < http post /api/autonomous-agents/{agent}/run < http post < cycle");
    }

    private String way(SpanData span) {
        return Stream.iterate(Optional.of(span), Optional::isPresent, one -> one.flatMap(this::parent))
                .map(one -> one.orElseThrow().getName())
                .collect(Collectors.joining(" < "));
    }

    private Optional<SpanData> parent(SpanData span) {
        return spans.stream()
                .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
                .findFirst();
    }

    @Test
    void spansHaveTheirPinnedNamesAndAttributes() {
        var described = spans.stream()
                .map(span -> "%s %s: %s"
                        .formatted(
                                span.getKind(),
                                span.getName(),
                                span.getAttributes().asMap().keySet().stream()
                                        .map(key -> key.getKey())
                                        .sorted()
                                        .collect(Collectors.joining(" "))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(String.join("\n", described))
                .isEqualTo(read(PINNED.resolve("spans.txt")).strip());
    }

    @Test
    void noSpanHoldsTextOfAMessage() {
        assertThat(MODEL.requests()).anyMatch(request -> request.body().contains(TracedAgent.CANARY));
        assertThat(spans).isNotEmpty().allSatisfy(span -> {
            assertThat(span.toString()).doesNotContain("canary").doesNotContain("orchids");
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getStatus().getDescription()).isEmpty();
        });
    }

    @Test
    void aCallOfAModelSaysWhatItUsedAndHowItEnded() {
        var calls = named("chat traced-model")
                .map(SpanData::getAttributes)
                .map(Object::toString)
                .toList();

        assertThat(calls)
                .anySatisfy(call -> assertThat(call)
                        .contains("gen_ai.operation.name=\"chat\"")
                        .contains("gen_ai.provider.name=\"compatible\"")
                        .contains("gen_ai.response.finish_reasons=[stop]")
                        .containsPattern("gen_ai.usage.input_tokens=\\d+"));
        assertThat(calls).anySatisfy(call -> assertThat(call).contains("error.type=\"not_authorised\""));
    }

    @Test
    void metricsHaveTheirPinnedNamesTypesAndLabels() {
        var described = Stream.concat(scrape.described("nuzantara_").stream(), scrape.described("gen_ai_").stream());

        assertThat(described.collect(Collectors.joining("\n")))
                .as("metrics are read by dashboards and alerts: list them in metrics.txt and docs/operations.md")
                .isEqualTo(read(PINNED.resolve("metrics.txt")).strip());
    }

    @Test
    void everyMetricIsExplained() {
        assertThat(scrape.types().keySet().stream().filter(name -> name.startsWith("nuzantara_")))
                .allSatisfy(name -> assertThat(OPERATIONS).contains("`" + name.replaceFirst("_max$", "")));
    }

    @Test
    void dashboardAndAlertsAskOnlyForWhatIsExported() {
        var expressions = Observability.expressions();

        assertThat(expressions).hasSizeGreaterThan(60).allSatisfy(this::isExported);
    }

    private void isExported(String expression) {
        var asked = PromQl.of(expression);
        var metrics =
                asked.metrics().stream().filter(name -> !name.equals("up")).toList();
        assertThat(metrics).as(expression).allMatch(scrape::has);
        assertThat(asked.conditions()).as(expression).allMatch(this::isMet);
        var labels =
                metrics.stream().flatMap(name -> scrape.labels(name).stream()).collect(Collectors.toSet());
        labels.addAll(Set.of("job", "instance"));
        assertThat(asked.groups()).as(expression).isSubsetOf(labels);
    }

    private boolean isMet(PromQl.Condition condition) {
        var values = scrape.values(condition.metric());
        var target = Set.of("job", "instance").contains(condition.label());
        return target
                || (values.containsKey(condition.label())
                        && (!condition.operator().equals("=")
                                || !scrape.isGauge(condition.metric())
                                || values.get(condition.label()).contains(condition.value())));
    }

    /** What is said of all nodes together is silent while one of them answers. */
    @Test
    void alsoOneNodeOfSeveralThatIsGoneWakesSomebody() {
        assertThat(Observability.rules())
                .filteredOn(rule -> "up{job=\"nuzantara\"} == 0".equals(rule.get("expr")))
                .singleElement()
                .satisfies(rule -> assertThat(rule)
                        .containsEntry("for", "5m")
                        .containsEntry("labels", Map.of("severity", "page")));
    }

    @Test
    void everyAlertHasARunbook() {
        assertThat(Observability.runbooks()).isNotEmpty().allSatisfy(runbook -> {
            assertThat(runbook).startsWith("docs/operations.md#");
            assertThat(headings()).contains(runbook.substring(runbook.indexOf('#') + 1));
        });
    }

    /** Anchors as GitHub and GitLab make them of headings. */
    private static List<String> headings() {
        return OPERATIONS
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void onAnOpenAddressMetricsNeedATokenOfTheirScope() {
        for (var path : List.of("/actuator/prometheus", "/actuator/info")) {
            assertThat(management("").get(path).status()).isEqualTo(401);
            assertThat(management(token("read")).get(path).status()).isEqualTo(403);
            assertThat(management(token("metrics")).get(path).status()).isEqualTo(200);
        }
        assertThat(management("").get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void aTokenForMetricsReadsNothingElse() {
        var metrics = token("metrics");

        for (var endpoint : List.of("env", "configprops", "heapdump", "threaddump", "loggers", "beans", "shutdown")) {
            assertThat(management(metrics).get("/actuator/" + endpoint).status())
                    .as(endpoint)
                    .isIn(403, 404);
        }
        assertThat(new LocalCaller(port, metrics)
                        .get("/api/autonomous-agents/status")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void linesOfTheLogThatBelongTogetherCarryTheSameIds() {
        var trace = named("cycle").findFirst().orElseThrow().getTraceId();

        assertThat(line("cycle ended")).containsKey("cycle_id").containsEntry("trace_id", trace);
        assertThat(line("Execution completed"))
                .containsKey("execution_id")
                .containsEntry("agent", TracedAgent.ID)
                .containsEntry("trace_id", trace);
        assertThat(line("one item"))
                .containsKey("execution_id")
                .containsEntry("agent", TracedAgent.ID)
                .containsEntry("trace_id", trace);
    }

    private Map<String, String> line(String beginning) {
        return log.list.stream()
                .filter(event -> event.getFormattedMessage().startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .getMDCPropertyMap();
    }

    private Stream<SpanData> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name));
    }

    private LocalCaller api() {
        return new LocalCaller(port, data.read("admin.token").orElseThrow());
    }

    private LocalCaller management(String token) {
        return new LocalCaller(managementPort, token);
    }

    private String token(String scope) {
        var request =
                new TokenRequest("observer", List.of(scope), clock.instant().plus(Duration.ofDays(1)));
        return tokens.create(request, "test").text().reveal();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
