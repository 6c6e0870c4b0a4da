package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import io.nuzantara.security.Secret;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What must not get out: keys and texts into logs, errors and figures, connections and threads into the air. */
class LeakTests {

    private static final String CANARY_TEXT = "canary text 5f2c";
    private static TestDatabase database;
    private final FakeModelServer server = FakeModelServer.start();

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void keyAndTextStandInNoLogAndNoError() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        root.addAppender(events);
        root.setLevel(Level.DEBUG);
        var heard = new ArrayList<Reply>();
        try {
            heard.addAll(everyEnding());
        } finally {
            root.setLevel(level);
            root.detachAppender(events);
        }

        assertThat(server.requests()).isNotEmpty();
        var lines = List.copyOf(events.list).stream().map(LeakTests::line).toList();
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(Asking.KEY) || line.contains(CANARY_TEXT));
        assertThat(heard).allSatisfy(reply -> assertThat(reply.toString()).doesNotContain(Asking.KEY, CANARY_TEXT));
    }

    private List<Reply> everyEnding() {
        var echo = "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(Asking.KEY, CANARY_TEXT);
        server.next(
                Behaviours.says(Asking.FIT),
                (request, line) -> line.send(400, echo),
                Behaviours.body(echo),
                Behaviours.says(echo),
                Behaviours.resets(),
                (request, line) -> line.send(500, echo),
                (request, line) -> line.send(401, echo));
        var asking = Asking.anthropic(server, database);
        var heard = new ArrayList<Reply>();
        for (var question = 0; question < 5; question++) {
            heard.add(asking.model.ask(
                    Asking.question(Duration.ofSeconds(20), Asking.input("text", CANARY_TEXT + question))));
        }
        return heard;
    }

    private static String line(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }

    @Test
    void settingsDoNotShowTheKey() {
        var endpoint = new LlmSettings.Endpoint(Secret.of(Asking.KEY), null);
        var settings = ModelChoiceTests.settings(endpoint, "auto", null, Map.of());

        assertThat(settings.toString() + Endpoints.of(settings)).doesNotContain(Asking.KEY);
    }

    @Test
    void figuresHaveTheNamesOfOpenTelemetryAndNoContent() {
        server.always(Behaviours.says(Asking.FIT, 120, 30));
        var asking = Asking.anthropic(server, database);
        var seen = new ArrayList<Observation.Context>();
        asking.observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(asking.meters))
                .observationHandler(new Keeping(seen));

        asking.model.ask(Asking.question(Duration.ofSeconds(20), Asking.input("text", CANARY_TEXT)));

        assertThat(seen).singleElement().satisfies(context -> {
            assertThat(context.getContextualName()).isEqualTo("chat claude-test");
            assertThat(context.getAllKeyValues().stream()
                            .collect(Collectors.toMap(pair -> pair.getKey(), pair -> pair.getValue())))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "gen_ai.operation.name", "chat",
                            "gen_ai.provider.name", "anthropic",
                            "gen_ai.request.model", "claude-test",
                            "gen_ai.response.model", "claude-test",
                            "gen_ai.response.finish_reasons", "stop",
                            "gen_ai.usage.input_tokens", "120",
                            "gen_ai.usage.cache_read.input_tokens", "0",
                            "gen_ai.usage.output_tokens", "30",
                            "error.type", "none"));
        });
        assertThat(asking.meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
                .contains("gen_ai.client.token.usage", "gen_ai.client.operation.duration", "nuzantara.llm.tokens");
        assertThat(asking.meters
                        .get("gen_ai.client.token.usage")
                        .tag("gen_ai.token.type", "output")
                        .summary()
                        .totalAmount())
                .isEqualTo(30);
    }

    private record Keeping(List<Observation.Context> seen) implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            seen.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @Test
    void threeHundredFaultsLeaveNoConnectionAndNoThread() {
        var asking = Asking.anthropic(server, database);
        var faults = List.of(
                Behaviours.status(400, "x"),
                Behaviours.body("<html>"),
                Behaviours.truncated(),
                Behaviours.huge(3_000_000));
        ask(asking, faults, 20);
        var files = openFiles();
        var threads = Thread.activeCount();

        ask(asking, faults, 300);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(openFiles()).isLessThanOrEqualTo(files + 4);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 4);
        });
        assertThat(asking.limits.inside).hasValue(0);
    }

    private void ask(Asking asking, List<io.nuzantara.llm.fake.Behaviour> faults, int times) {
        for (var time = 0; time < times; time++) {
            server.always(faults.get(time % faults.size()));
            assertThat(asking.ask()).isInstanceOf(Reply.Refused.class);
        }
    }

    private static int openFiles() {
        var files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }
}
