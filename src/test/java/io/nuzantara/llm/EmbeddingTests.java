package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import io.nuzantara.llm.provider.Connections;
import io.nuzantara.llm.provider.LocalEmbeddings;
import io.nuzantara.llm.provider.OpenAiEmbeddings;
import io.nuzantara.security.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTests {

    private static final Caller CALLER = new Caller("knowledge_graph_builder", UUID.randomUUID());

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

    private EmbeddingModel remote() {
        var provider = new OpenAiEmbeddings(
                new Connections(Clock.systemUTC()), server.url(), Secret.of(Asking.KEY), "text-embedding-3-small");
        return new RemoteEmbeddings(
                new ModelName("openai", "text-embedding-3-small"),
                provider,
                texts -> texts.stream().anyMatch(text -> text.contains("Maria"))
                        ? Optional.of("The input names a client.")
                        : Optional.empty(),
                asking.attempts,
                asking.rows::add,
                Clock.systemUTC());
    }

    @Test
    void textsOfOneMeaningLieCloseWithoutAnyNetwork(@TempDir Path cache) {
        var model = new InProcessEmbeddings(new LocalEmbeddings(cache));

        var vectors = model.embedAll(
                List.of(
                        "How do I extend my visa?",
                        "What is needed to renew a residence permit?",
                        "The cake needs three eggs."),
                CALLER);

        assertThat(vectors).allSatisfy(vector -> {
            assertThat(vector).hasSize(384);
            assertThat(product(vector, vector)).isCloseTo(1.0, within(1e-5));
        });
        assertThat(product(vectors.get(0), vectors.get(1)))
                .isGreaterThan(product(vectors.get(0), vectors.get(2)) + 0.2);
    }

    @Test
    void aServerIsAskedInBatchesAndPaid() {
        var texts = IntStream.range(0, 100).mapToObj(number -> "text " + number).toList();

        var vectors = remote().embedAll(texts, CALLER);

        assertThat(vectors).hasSize(100);
        assertThat(product(vectors.get(99), remote().embed("text 99", CALLER))).isCloseTo(1.0, within(1e-5));
        assertThat(server.requests())
                .hasSize(8)
                .allMatch(request -> request.path().equals("/v1/embeddings"));
        assertThat(asking.money.ends).hasSize(8).containsOnly(OpenMoney.End.SETTLED);
        assertThat(asking.rows).extracting(UsageLedger.Entry::promptVersion).containsOnly("embeddings");
        assertThat(asking.rows).extracting(UsageLedger.Entry::caller).containsOnly(CALLER);
        assertThat(asking.money.reserved)
                .allMatch(reserved -> reserved.call().caller().equals(CALLER));
    }

    @Test
    void whatNamesAClientIsNotSent() {
        assertThatThrownBy(() -> remote().embed("Maria wants a visa", CALLER))
                .isInstanceOfSatisfying(
                        EmbeddingRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Refusal.NOT_REDACTED));
        assertThat(server.connections()).isZero();
        assertThat(asking.rows).extracting(UsageLedger.Entry::refusal).containsExactly(Refusal.NOT_REDACTED);
    }

    @Test
    void vectorsThatAreMissingOrEmptyAreNoAnswer() {
        server.next(
                Behaviours.body("{\"data\":[],\"model\":\"x\"}"),
                Behaviours.body("{\"data\":[{\"embedding\":[0,0],\"index\":0}],\"model\":\"x\"}"));

        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(() -> remote().embed("text", CALLER))
                    .isInstanceOfSatisfying(
                            EmbeddingRefused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Refusal.UNFIT_ANSWER));
        }
    }

    @Test
    void aFaultOfTheServerIsTheReason() {
        server.always(Behaviours.status(500, "api_error"));

        assertThatThrownBy(() -> remote().embed("text", CALLER))
                .isInstanceOfSatisfying(
                        EmbeddingRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Refusal.OVERLOADED));
    }

    private static double product(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
