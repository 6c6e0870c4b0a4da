package io.nuzantara.clientvalue;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.nurture.TestOutreach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientValuePredictorTests {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final ClientFacts facts = new ClientFacts(database.jdbc(), NOW);

    @Test
    void quietClientsGetADraftOnceAndEveryDecisionItsReason() {
        facts.client(ClientFacts.interactions(20, 31.5, 1.0), ClientFacts.ratings(5), 7);
        var renewing = facts.client(ClientFacts.interactions(2, 3, 0.5), List.of(), 0);
        facts.practice(renewing, "KITAS", 30);
        facts.client(ClientFacts.interactions(2, 3, 0.5), List.of(), 0);

        var first = run(NOW);
        var second = run(NOW.plus(Duration.ofHours(1)));

        assertThat(first).containsEntry("clients_scored", 3).containsEntry("awaiting_approval", 2);
        assertThat(second).containsEntry("planned", 0).containsEntry("awaiting_approval", 0);
        assertThat(codes()).containsExactlyInAnyOrder("vip_quiet:needs_approval", "renewal_due:needs_approval");
        assertThat(bodies()).anySatisfy(body -> assertThat(body).contains("KITAS", "December 20, 2026"));
    }

    @Test
    void whoIsHeldTodayCompetesAgainTomorrow() {
        for (var client = 0; client < 3; client++) {
            facts.client(ClientFacts.interactions(20, 31.5, 1.0), ClientFacts.ratings(5), 7);
        }

        var today = run(NOW, 2);
        var laterToday = run(NOW.plus(Duration.ofHours(2)), 2);
        var tomorrow = run(NOW.plus(Duration.ofHours(24)), 2);

        assertThat(today).containsEntry("awaiting_approval", 2).containsEntry("held", 1);
        assertThat(laterToday).containsEntry("awaiting_approval", 0).containsEntry("planned", 0);
        assertThat(tomorrow).containsEntry("awaiting_approval", 1);
    }

    @Test
    void nothingIsSentAndNobodyIsCountedAsContacted() {
        facts.client(ClientFacts.interactions(20, 31.5, 1.0), ClientFacts.ratings(5), 7);

        assertThat(run(NOW))
                .containsEntry("total_messages_sent", 0)
                .containsEntry("vip_nurtured", 0)
                .containsEntry("high_risk_contacted", 0)
                .containsEntry("errors", 0)
                .containsEntry("segments", Map.of("VIP", 1L))
                .containsEntry("risks", Map.of("HIGH_RISK", 1L));
    }

    @Test
    void withoutClientsTheMessageSaysWhatToDo() {
        assertThat(run(NOW).get("message")).asString().contains("import clients first");
    }

    private Map<String, Object> run(Instant at) {
        return run(at, 20);
    }

    private Map<String, Object> run(Instant at, int dailyCap) {
        var jdbc = database.jdbc();
        var agent = new ClientValuePredictor(
                new LegacyScores(jdbc, "Asia/Makassar"),
                new ScoreTotals(jdbc),
                new Candidates(jdbc, "Asia/Makassar"),
                TestOutreach.create(jdbc, dailyCap),
                Clock.fixed(at, ZoneOffset.UTC));
        var outcome = agent.run(new DirectExecution(Parameters.NONE, at, database.transactions()));
        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        return ((Outcome.Completed) outcome).result();
    }

    private List<String> codes() {
        return database.jdbc()
                .sql("SELECT campaign || ':' || code FROM outreach_plans WHERE reason ->> 'score' IS NOT NULL")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> bodies() {
        return database.jdbc()
                .sql("SELECT body FROM outreach_messages")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
