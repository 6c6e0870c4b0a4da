package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is written around a call never destroys what the call brought, and nothing is paid that has no sense. */
class BookkeepingTests {

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
    void whoWaitedForAPlaceDoesNotGoToAProviderThatDiedMeanwhile() {
        server.always(Behaviours.status(503, "x"));
        asking.limits.entering = () -> {
            asking.limits.entering = () -> {};
            asking.ask();
            asking.ask();
        };

        var refused = (Reply.Refused) asking.ask();

        assertThat(refused.why()).isEqualTo(Refusal.OVERLOADED);
        assertThat(refused.retryAfter()).isNotNull();
        assertThat(server.requests()).hasSize(5);
        assertThat(asking.money.reserved).hasSize(5);
        assertThat(asking.limits.inside).hasValue(0);
    }

    @Test
    void aPauseThatCannotBeKeptIsNoReasonToLoseTheBooking() {
        server.always(Behaviours.status(429, "rate_limit_error", "Retry-After: 120"));
        asking.limits.broken = new DataAccessResourceFailureException("the database is away");

        assertThat(((Reply.Refused) asking.ask()).why()).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(asking.ends()).containsExactly(OpenMoney.End.RELEASED);
        assertThat(asking.rows).hasSize(1);
    }

    @Test
    void aPaidAnswerReachesTheCallerAlthoughTheCacheCannotKeepIt() {
        server.always(Behaviours.says(Asking.FIT));
        refuseRows("llm_cache", true);
        try {
            assertThat(asking.ask()).isInstanceOf(Reply.Answered.class);
        } finally {
            refuseRows("llm_cache", false);
        }
    }

    @Test
    void theReasonOfAnUnfitAnswerReachesTheCallerAlthoughTheQuarantineCannotKeepIt() {
        server.always(Behaviours.says("no"));
        refuseRows("llm_quarantine", true);
        try {
            assertThat(((Reply.Refused) asking.ask()).why()).isEqualTo(Refusal.UNFIT_ANSWER);
        } finally {
            refuseRows("llm_quarantine", false);
        }
    }

    private static void refuseRows(String table, boolean refuse) {
        JdbcClient.create(new DriverManagerDataSource(TestDatabase.url(database.owner())))
                .sql("ALTER TABLE nuzantara." + table
                        + (refuse ? " ADD CONSTRAINT no_rows CHECK (false) NOT VALID" : " DROP CONSTRAINT no_rows"))
                .update();
    }
}
