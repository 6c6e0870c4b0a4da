package io.nuzantara.clientvalue;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.clientvalue.ClientFacts.Interaction;
import io.nuzantara.database.RecordMapper;
import io.nuzantara.database.TestDatabase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rows A to F and the arithmetic of the legacy score. */
class LegacyScoresTests {

    private static final Instant AS_OF = Instant.parse("2026-11-20T02:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final ClientFacts facts = new ClientFacts(database.jdbc(), AS_OF);
    private final LegacyScores scores = new LegacyScores(database.jdbc(), "Asia/Makassar");

    record Score(BigDecimal legacyScore, String segment, String riskLevel, int quietDays) {}

    @Test
    void everyReferenceRowHasItsScoreSegmentAndRisk() {
        var a = facts.client(both(10, 0.5, 10, 40), ClientFacts.ratings(5), 7);
        var b = facts.client(List.of(), List.of(), 0);
        var c = facts.client(ClientFacts.interactions(20, 31.5, 1.0), ClientFacts.ratings(5), 7);
        var d = facts.client(ClientFacts.interactions(20, 31.5, 1.0), ClientFacts.ratings(5), 6);
        var e = facts.client(mixed(), List.of(), 3);
        var late = facts.client(ClientFacts.interactions(5, 61.5, -1.0), ClientFacts.ratings(1), 0);
        var inTime = facts.client(ClientFacts.interactions(5, 60.5, -1.0), ClientFacts.ratings(1), 0);

        score();

        assertThat(of(a)).isEqualTo(new Score(new BigDecimal("100.00"), "VIP", "LOW_RISK", 0));
        assertThat(of(b)).isEqualTo(new Score(new BigDecimal("10.00"), "LOW_VALUE", "MEDIUM_RISK", 999));
        assertThat(of(c)).isEqualTo(new Score(new BigDecimal("80.00"), "VIP", "HIGH_RISK", 31));
        assertThat(of(d)).isEqualTo(new Score(new BigDecimal("79.00"), "HIGH_VALUE", "HIGH_RISK", 31));
        assertThat(of(e)).isEqualTo(new Score(new BigDecimal("44.36"), "MEDIUM_VALUE", "LOW_RISK", 5));
        assertThat(of(late)).isEqualTo(new Score(new BigDecimal("11.50"), "LOW_VALUE", "MEDIUM_RISK", 61));
        assertThat(of(inTime)).isEqualTo(new Score(new BigDecimal("11.50"), "LOW_VALUE", "LOW_RISK", 60));
    }

    private static List<Interaction> both(int recent, double recentAge, int old, double oldAge) {
        return Stream.concat(
                        ClientFacts.interactions(recent, recentAge, 1.0).stream(),
                        ClientFacts.interactions(old, oldAge, 1.0).stream())
                .toList();
    }

    private static List<Interaction> mixed() {
        var interactions = new ArrayList<Interaction>();
        interactions.add(new Interaction(5.5, null));
        interactions.add(new Interaction(20, 0.8));
        interactions.addAll(ClientFacts.interactions(12, 50, 0.5));
        return interactions;
    }

    @Test
    void aThousandRandomClientsEqualTheOriginalsArithmetic() {
        var random = new Random(20261120);
        var expected = IntStream.range(0, 1000)
                .mapToObj(number -> {
                    var interactions = interactions(random);
                    var ratings = DoubleStream.generate(() -> 1 + random.nextInt(5))
                            .limit(random.nextInt(4))
                            .boxed()
                            .toList();
                    var practices = random.nextInt(9);
                    var id = facts.client(interactions, ratings, practices);
                    return new Expected(id, plainly(interactions, ratings, practices));
                })
                .toList();

        score();

        assertThat(expected).allSatisfy(client -> assertThat(of(client.id())).isEqualTo(client.score()));
    }

    private record Expected(long id, Score score) {}

    private static List<Interaction> interactions(Random random) {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(number -> new Interaction(
                        random.nextInt(900) / 10.0, random.nextInt(4) == 0 ? null : random.nextInt(201) / 100.0 - 1))
                .toList();
    }

    /** The original's rule a second time, client by client, written from its description. */
    private static Score plainly(List<Interaction> interactions, List<Double> ratings, int practices) {
        var engagement = Math.min(100.0, 5.0 * interactions.size());
        var mean = interactions.stream()
                .mapToDouble(interaction -> Objects.requireNonNullElse(interaction.sentiment(), 0.0))
                .average()
                .orElse(0);
        var recent = interactions.stream()
                .filter(interaction -> interaction.daysAgo() <= 30)
                .count();
        var quality = ratings.stream().mapToDouble(rating -> rating).average().orElse(0) * 20;
        var quiet = interactions.stream()
                .mapToInt(interaction -> (int) interaction.daysAgo())
                .min()
                .orElse(999);
        var score = engagement * 0.3
                + (mean + 1) * 50 * 0.2
                + Math.min(100.0, 10.0 * recent) * 0.2
                + quality * 0.2
                + Math.min(100.0, 15.0 * practices) * 0.1;
        var segment = score >= 80 ? "VIP" : score >= 60 ? "HIGH_VALUE" : score >= 40 ? "MEDIUM_VALUE" : "LOW_VALUE";
        var risk = score >= 70 ? (quiet > 30 ? "HIGH_RISK" : "LOW_RISK") : quiet > 60 ? "MEDIUM_RISK" : "LOW_RISK";
        // PostgreSQL turns a double into 15 significant digits before it rounds
        var rounded = new BigDecimal(score, new MathContext(15)).setScale(2, RoundingMode.HALF_UP);
        return new Score(rounded, segment, risk, quiet);
    }

    @Test
    void ourOwnMessagesNeverCountAsEngagement() {
        var client = facts.client(ClientFacts.interactions(20, 31.5, 1.0), ClientFacts.ratings(5), 7);
        score();
        var before = of(client);

        facts.automatedInteraction(client, new Interaction(0.1, 1.0));
        score();

        assertThat(of(client)).isEqualTo(before);
    }

    @Test
    void unchangedDataChangesNoClientRow() {
        facts.client(ClientFacts.interactions(3, 4, 0.5), List.of(), 1);
        scores.publish(score());

        assertThat(scores.publish(score())).isZero();
    }

    @Test
    void theOriginalsFourKeysAreWrittenAndOthersStay() {
        var client = facts.client(List.of(), List.of(), 0);
        database.jdbc()
                .sql("UPDATE crm_clients SET metadata = '{\"note\": 1}' WHERE id = :id")
                .param("id", client)
                .update();

        scores.publish(score());

        assertThat(database.jdbc()
                        .sql("SELECT CAST(metadata - 'last_score_update' AS text) FROM crm_clients WHERE id = :id")
                        .param("id", client)
                        .query(String.class)
                        .single())
                .isEqualTo(
                        "{\"note\": 1, \"segment\": \"LOW_VALUE\", \"ltv_score\": 10.00, \"risk_level\": \"MEDIUM_RISK\"}");
    }

    private UUID score() {
        var execution = UUID.randomUUID();
        database.transactions().executeWithoutResult(status -> scores.score(execution, AS_OF));
        return execution;
    }

    private Score of(long client) {
        return database.jdbc()
                .sql(
                        "SELECT legacy_score, segment, risk_level, quiet_days FROM client_scores WHERE client_id = :client")
                .param("client", client)
                .query(RecordMapper.of(Score.class))
                .single();
    }
}
