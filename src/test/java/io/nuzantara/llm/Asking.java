package io.nuzantara.llm;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.http.RetryBudget;
import io.nuzantara.llm.fake.FakeModelServer;
import io.nuzantara.llm.provider.AnthropicProvider;
import io.nuzantara.llm.provider.ChatProvider;
import io.nuzantara.llm.provider.Connections;
import io.nuzantara.llm.provider.OpenAiProvider;
import io.nuzantara.llm.provider.OpenAiProvider.Dialect;
import io.nuzantara.security.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A model asked over HTTP as in the service, with money, limits and ledger in memory. */
class Asking {

    static final String KEY = "sk-canary-7d1f0c2a9b";
    static final JsonSchema SCHEMA = JsonSchema.of(
            "plan",
            Shape.fields()
                    .with(
                            "run",
                            Shape.list(
                                    3,
                                    Shape.fields()
                                            .with("agent", Shape.choice(List.of("trainer", "graph")))
                                            .with("why", Shape.text(20))))
                    .with("sure", Shape.maybe(Shape.decimal(0, 1))));
    static final String FIT = """
            {"run":[{"agent":"graph","why":"backlog"}],"sure":0.5}""";

    final List<UsageLedger.Entry> rows = new CopyOnWriteArrayList<>();
    final OpenMoney money = new OpenMoney(rows);
    final OpenLimits limits = new OpenLimits();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<ProviderAccess> told = new CopyOnWriteArrayList<>();
    final AtomicBoolean stopped = new AtomicBoolean();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ObservationRegistry observations = ObservationRegistry.create();
    final Attempts attempts;
    final LanguageModel model;

    private Asking(ModelName name, ChatProvider provider, JdbcClient jdbc, Clock clock) {
        var settlement = new Settlement(money, rows::add, new GenAiTelemetry(meters, observations), clock);
        attempts = new Attempts(
                new Calls(stopped::get, limits, new Breakers(told::add, clock), money, settlement, clock),
                new Backoff(new Random(1)),
                new RetryBudget(Attempts.RESERVE, clock),
                pauses::add,
                clock);
        model = new RemoteModel(
                new Providers(Map.of(name.provider(), provider), purposes(name), 0.0),
                texts -> texts.stream().anyMatch(text -> text.contains("Maria"))
                        ? Optional.of("The input names a client.")
                        : Optional.empty(),
                new AnswerCache(jdbc, clock),
                attempts,
                new Quarantine(jdbc, clock),
                rows::add,
                clock);
    }

    static Asking anthropic(URI url, TestDatabase database) {
        var connections = new Connections(Clock.systemUTC());
        return new Asking(
                new ModelName("anthropic", "claude-test"),
                new AnthropicProvider(connections, url, Secret.of(KEY)),
                database.jdbc(),
                Clock.systemUTC());
    }

    static Asking openAi(URI url, Dialect dialect, TestDatabase database) {
        var connections = new Connections(Clock.systemUTC());
        return new Asking(
                new ModelName("openai", "gpt-test"),
                new OpenAiProvider(connections, url, Secret.of(KEY), dialect),
                database.jdbc(),
                Clock.systemUTC());
    }

    static Asking anthropic(FakeModelServer server, TestDatabase database) {
        return anthropic(server.url(), database);
    }

    private static Map<Purpose, ModelName> purposes(ModelName name) {
        var models = new EnumMap<Purpose, ModelName>(Purpose.class);
        for (var purpose : Purpose.values()) {
            models.put(purpose, name);
        }
        return models;
    }

    Reply ask() {
        return ask(Duration.ofSeconds(30));
    }

    Reply ask(Duration deadline) {
        return model.ask(question(deadline, input("id", UUID.randomUUID().toString())));
    }

    static Question question(Duration deadline, ObjectNode input) {
        return new Question(
                Purpose.DECISION,
                Prompt.of("test.v1", "Order the agents."),
                input,
                SCHEMA,
                new Caller("orchestrator", null),
                500,
                deadline);
    }

    static ObjectNode input(String name, String value) {
        return JsonMapper.shared().createObjectNode().put(name, value);
    }

    List<OpenMoney.End> ends() {
        return new ArrayList<>(money.ends);
    }
}
