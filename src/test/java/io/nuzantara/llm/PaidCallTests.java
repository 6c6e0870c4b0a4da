package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.http.RetryBudget;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import io.nuzantara.llm.provider.AnthropicProvider;
import io.nuzantara.llm.provider.Connections;
import io.nuzantara.privacy.TestGate;
import io.nuzantara.security.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.node.ObjectNode;

/** The whole way of a question over HTTP, with money, limits, ledger and gate as in the service. */
class PaidCallTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Clock clock = Clock.systemUTC();
    private final FakeModelServer server = FakeModelServer.start();
    private final TestMoney money = new TestMoney(DATABASE.dataSource(), clock, "0.5", "0.5");
    private final LanguageModel model = model();

    private LanguageModel model() {
        var jdbc = DATABASE.jdbc();
        var rows = new LimitRows(jdbc, new DataSourceTransactionManager(DATABASE.dataSource()));
        var limits = new SharedLimits(rows, money.settings, clock);
        var telemetry = new GenAiTelemetry(new SimpleMeterRegistry(), ObservationRegistry.create());
        var settlement = new Settlement(money.budgets, money.usage, telemetry, clock);
        var attempts = new Attempts(
                new Calls(() -> false, limits, new Breakers(_ -> {}, clock), money.budgets, settlement, clock),
                new Backoff(new Random(1)),
                new RetryBudget(Attempts.RESERVE, clock),
                pause -> {},
                clock);
        var provider = new AnthropicProvider(new Connections(clock), server.url(), Secret.of("sk-test"));
        return new RemoteModel(
                new Providers(Map.of("anthropic", provider), purposes(), 0.0),
                new PrivacyGate(TestGate.on(jdbc)),
                new AnswerCache(jdbc, clock),
                attempts,
                new Quarantine(jdbc, clock),
                money.usage,
                clock);
    }

    private static Map<Purpose, ModelName> purposes() {
        var models = new EnumMap<Purpose, ModelName>(Purpose.class);
        for (var purpose : Purpose.values()) {
            models.put(purpose, TestMoney.MODEL);
        }
        return models;
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc()
                .sql("TRUNCATE llm_budgets, llm_reservations, llm_usage, llm_limits, llm_cache, crm_clients CASCADE")
                .update();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Reply ask(ObjectNode input) {
        return model.ask(Asking.question(Duration.ofSeconds(30), input));
    }

    private static ObjectNode anything() {
        return Asking.input("id", UUID.randomUUID().toString());
    }

    @Test
    void anAnswerIsPaidAsTheProviderReportsAndStandsInTheLedger() {
        server.next(Behaviours.says(Asking.FIT, 3_000, 200));

        var reply = ask(anything());

        assertThat(reply).isInstanceOf(Reply.Answered.class);
        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.005");
        assertThat(money.spending.today().reserved()).isZero();
        assertThat(money.spending.view().byModel())
                .extracting(sum -> sum.name() + " " + sum.calls() + " " + sum.tokens() + " " + sum.cost())
                .containsExactly("anthropic:test-model 1 3200 0.005000");
    }

    @Test
    void whatTheMoneyDoesNotSufficeForIsNeverSent() {
        money.reserved("0.499", null);

        var refused = (Reply.Refused) ask(anything());

        assertThat(refused.why()).isEqualTo(Refusal.DAY_BUDGET);
        assertThat(refused.sentence()).contains("0.50 USD").contains("reserved");
        assertThat(server.requests()).isEmpty();
        assertThat(money.spending.view().refusals())
                .extracting(SpendingView.Refused::code)
                .containsExactly("day_budget");
    }

    @Test
    void whatNamesAClientIsNeverSentAndCostsNothing() {
        DATABASE.jdbc().sql("""
                        INSERT INTO crm_clients (external_id, name, created_at, updated_at)
                        VALUES ('1', 'Nicol\u00f2 Fontavecchia', now(), now())
                        """).update();

        var refused = (Reply.Refused) ask(Asking.input("text", "nicolo\nfontavecchia asked"));

        assertThat(refused.why()).isEqualTo(Refusal.NOT_REDACTED);
        assertThat(refused.sentence()).doesNotContainIgnoringCase("fontavecchia");
        assertThat(server.requests()).isEmpty();
        assertThat(money.spending.today().spent()).isZero();
    }

    @Test
    void anInterruptDuringTheCallIsBookedToTheEnd() throws InterruptedException {
        server.always(Behaviours.blackHole());
        var caller = Thread.ofVirtual().start(() -> ask(anything()));
        Awaitility.await().until(() -> !server.requests().isEmpty());

        caller.interrupt();
        caller.join();

        assertThat(money.spending.today().reserved()).isZero();
        assertThat(money.spending.today().spent()).isPositive();
        assertThat(money.spending.view().refusals())
                .extracting(SpendingView.Refused::code)
                .containsExactly("interrupted");
        assertThat(DATABASE.jdbc()
                        .sql("SELECT count(*) FROM llm_permits")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aLostAnswerCostsTheWorstCase() {
        server.always(Behaviours.resets());

        ask(anything());

        var today = money.spending.today();
        assertThat(today.reserved()).isZero();
        assertThat(today.spent()).isPositive();
        assertThat(server.requests()).isNotEmpty();
    }
}
