package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** From the question to an answer that fits, or to the reason why there is none. */
class RemoteModelTests {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String UNFIT = """
            {"run":[{"agent":"dropper","why":"hostile words"}],"sure":null}""";

    private static TestDatabase database;
    private final FakeModelServer server = FakeModelServer.start();
    private Asking asking;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @BeforeEach
    void connect() {
        asking = Asking.anthropic(server, database);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theSameQuestionCostsNothingTwice() {
        server.always(Behaviours.says(Asking.FIT));
        var question = Asking.question(LONG, Asking.input("n", "the same"));

        var first = (Reply.Answered) asking.model.ask(question);
        var second = (Reply.Answered) asking.model.ask(question);

        assertThat(first.usage().cost()).isPositive();
        assertThat(second.cached()).isTrue();
        assertThat(second.content()).hasToString(first.content().toString());
        assertThat(second.usage().cost()).isEqualTo(BigDecimal.ZERO);
        assertThat(server.requests()).hasSize(1);
        assertThat(asking.rows)
                .extracting(UsageLedger.Entry::outcome)
                .containsExactly(UsageLedger.Outcome.ANSWERED, UsageLedger.Outcome.CACHED);
    }

    @Test
    void anotherInputPromptOrLengthIsAnotherQuestion() {
        server.always(Behaviours.says(Asking.FIT));
        var question = Asking.question(LONG, Asking.input("n", "one"));

        asking.model.ask(question);
        asking.model.ask(Asking.question(LONG, Asking.input("n", "two")));
        asking.model.ask(new Question(
                question.purpose(),
                Prompt.of("test.v1", "Order the agents!"),
                question.input(),
                question.schema(),
                question.caller(),
                500,
                LONG));
        asking.model.ask(new Question(
                question.purpose(),
                question.prompt(),
                question.input(),
                question.schema(),
                question.caller(),
                501,
                LONG));

        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void anUnfitAnswerGetsOneRepairThatNamesThePlaceAndNoValue() {
        server.next(Behaviours.says(UNFIT, 100, 20), Behaviours.says(Asking.FIT, 150, 30));

        var answered = (Reply.Answered) asking.ask();

        assertThat(answered.content()).hasToString(Asking.FIT);
        assertThat(answered.usage().tokens()).isEqualTo(new Tokens(250, 0, 50));
        assertThat(answered.usage().cost()).isEqualByComparingTo("0.0003");
        var repair = server.requests().getLast();
        assertThat(repair.json().path("messages").size()).isEqualTo(3);
        assertThat(repair.user())
                .contains("the answer.run[0].agent is not one of the options")
                .doesNotContain("dropper", "hostile");
    }

    @Test
    void anAnswerThatStaysUnfitIsQuarantinedWithTheReason() {
        server.always(Behaviours.says(UNFIT));
        var question = new Question(
                Purpose.DECISION,
                Prompt.of("quarantine.v1", "Order the agents."),
                Asking.input("n", "q"),
                Asking.SCHEMA,
                new Caller("knowledge_graph_builder", null),
                500,
                LONG);

        var refused = (Reply.Refused) asking.model.ask(question);

        assertThat(refused.why()).isEqualTo(Refusal.UNFIT_ANSWER);
        assertThat(refused.sentence()).contains("run[0].agent").doesNotContain("dropper");
        assertThat(server.requests()).hasSize(2);
        assertThat(database.jdbc()
                        .sql(
                                "SELECT agent, reason, answer FROM llm_quarantine WHERE prompt_version LIKE 'quarantine.v1@%'")
                        .query()
                        .singleRow())
                .containsEntry("agent", "knowledge_graph_builder")
                .containsEntry("reason", "the answer.run[0].agent is not one of the options")
                .containsEntry("answer", UNFIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I cannot do that.",
                "```json\n{\"run\":[],\"sure\":null}\n```",
                "{\"run\":[],\"sure\":null} and more",
                "{\"run\":[],\"run\":[],\"sure\":null}",
                "{\"run\":[],\"sure\":NaN}",
                "{\"run\":[],\"sure\":1e400}",
                "{\"run\":[],\"sure\":\"0.5\"}",
                "{\"run\":[],\"sure\":1.5}",
                "{\"run\":[]}",
                "{\"run\":[],\"sure\":null,\"extra\":1}",
                "{\"run\":{},\"sure\":null}",
                "{\"run\":[{\"agent\":\"graph\",\"why\":\"more than twenty characters\"}],\"sure\":null}",
                "{\"run\":[null,null,null,null],\"sure\":null}",
                "[]",
                "null",
                "{\"run\":[],\"sure\":null\u0000}",
                "\u202e{\"run\":[],\"sure\":null}"
            })
    void whatDoesNotFitExactlyIsNoAnswer(String said) {
        server.always(Behaviours.says(said));

        assertThat(asking.ask())
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Refusal.UNFIT_ANSWER));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void tenThousandElementsAndTenThousandLevelsAreNoAnswer() {
        server.next(
                Behaviours.says("{\"run\":[" + "{},".repeat(9_999) + "{}],\"sure\":null}"),
                Behaviours.says("[".repeat(10_000) + "]".repeat(10_000)));

        assertThat(((Reply.Refused) asking.ask()).why()).isEqualTo(Refusal.UNFIT_ANSWER);
    }

    @Test
    void anAnswerCutOffAtItsLimitIsNamed() {
        server.always((request, line) -> line.send(200, """
                {"id":"m","type":"message","role":"assistant","model":"claude-x","stop_reason":"max_tokens",
                 "content":[{"type":"text","text":"{\\"run\\":["}],"usage":{"input_tokens":10,"output_tokens":500}}"""));

        assertThat(((Reply.Refused) asking.ask()).sentence()).contains("cut off at 500 tokens");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nothingLeavesWhileEverythingIsStopped() {
        asking.stopped.set(true);

        assertThat(((Reply.Refused) asking.ask()).why()).isEqualTo(Refusal.STOPPED);
        assertThat(server.connections()).isZero();
        assertThat(asking.money.reserved).isEmpty();
        assertThat(asking.rows).extracting(UsageLedger.Entry::refusal).containsExactly(Refusal.STOPPED);
    }

    @Test
    void theStopHoldsBetweenRetries() {
        server.always((request, line) -> {
            asking.stopped.set(true);
            Behaviours.status(529, "overloaded_error").answer(request, line);
        });

        assertThat(((Reply.Refused) asking.ask()).why()).isEqualTo(Refusal.STOPPED);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aNameOfAClientAnywhereInTheInputStaysHere() {
        var input = JsonMapper.shared().createObjectNode();
        input.putArray("messages").addObject().put("text", "I am\nMaria \"M\"");

        var refused = (Reply.Refused) asking.model.ask(Asking.question(LONG, input));

        assertThat(refused.why()).isEqualTo(Refusal.NOT_REDACTED);
        assertThat(asking.rows).extracting(UsageLedger.Entry::refusal).containsExactly(Refusal.NOT_REDACTED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void aDeniedReservationIsTheReasonAndNothingIsSent() {
        asking.money.denied = new Money.Reservation.Denied(Refusal.DAY_BUDGET, "5 of 5 USD are spent today.");

        assertThat(asking.ask()).isEqualTo(new Reply.Refused(Refusal.DAY_BUDGET, "5 of 5 USD are spent today.", null));
        assertThat(server.connections()).isZero();
        assertThat(asking.limits.inside).hasValue(0);
    }

    @Test
    void withoutAPlaceTheCallerHearsWhenToComeBack() {
        asking.limits.full = true;

        assertThat(((Reply.Refused) asking.ask()).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(asking.money.reserved).isEmpty();
        assertThat(asking.rows).extracting(UsageLedger.Entry::refusal).containsExactly(Refusal.RATE_LIMITED);
    }

    @Test
    void anInterruptedThreadStaysInterruptedAndPays() throws Exception {
        server.always(Behaviours.blackHole());
        var reply = new CompletableFuture<Reply>();
        var stayed = new CompletableFuture<Boolean>();
        var thread = Thread.ofPlatform().start(() -> {
            reply.complete(asking.ask());
            stayed.complete(Thread.interrupted());
        });
        Awaitility.await().until(() -> !server.requests().isEmpty());

        thread.interrupt();

        assertThat(reply.get())
                .extracting("why", "sentence")
                .containsExactly(Refusal.INTERRUPTED, "The waiting thread was interrupted.");
        assertThat(stayed.get()).isTrue();
        assertThat(asking.money.ends).containsExactly(OpenMoney.End.FORFEITED);
    }

    @Test
    void anAnswerWithoutReportedTokensIsPaidAsReserved() {
        server.always((request, line) -> line.send(200, """
                {"id":"m","type":"message","role":"assistant","model":"claude-x","stop_reason":"end_turn",
                 "content":[{"type":"text","text":"{\\"run\\":[],\\"sure\\":null}"}]}"""));

        var answered = (Reply.Answered) asking.ask();

        assertThat(asking.money.ends).containsExactly(OpenMoney.End.FORFEITED);
        assertThat(answered.usage().cost())
                .isEqualTo(asking.money.reserved.getFirst().amount());
    }

    @Test
    void oldAnswersAreForgotten() {
        server.always(Behaviours.says(Asking.FIT));
        asking.model.ask(Asking.question(LONG, Asking.input("n", "old")));
        database.jdbc()
                .sql("UPDATE llm_cache SET created_at = created_at - interval '31 days'")
                .update();

        asking.model.ask(Asking.question(LONG, Asking.input("n", "young")));
        new Forgetting(database.jdbc(), java.time.Clock.systemUTC()).apply();

        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM llm_cache")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
