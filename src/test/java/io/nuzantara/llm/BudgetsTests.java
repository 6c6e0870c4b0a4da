package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.BudgetLevel.Level;
import io.nuzantara.security.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BudgetsTests {

    /** Sunday, 14:00 in Makassar. */
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SettableClock clock = new SettableClock(NOW);
    private final TestMoney money = new TestMoney(DATABASE.dataSource(), clock, "5", "1");

    @BeforeEach
    void empty() {
        money.jdbc
                .sql("TRUNCATE llm_budgets, llm_caps, llm_reservations, llm_usage, agent_executions CASCADE")
                .update();
    }

    @Test
    void theWorstCaseIsReservedAndSettledToWhatWasReported() {
        var reserved = money.reserved("0.4", null);
        assertThat(money.spending.today().reserved()).isEqualByComparingTo("0.4");

        var cost = money.settle(reserved, TestMoney.worth("0.1"));

        assertThat(cost).isEqualByComparingTo("0.1");
        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.1");
        assertThat(money.spending.today().reserved()).isZero();
    }

    @Test
    void aCallThatCouldGoOverTheDayIsRefusedAndSaysSo() {
        money.reserved("4.9", null);

        var denied = money.denied("0.2", null);

        assertThat(denied.why()).isEqualTo(Refusal.DAY_BUDGET);
        assertThat(denied.sentence())
                .contains("day")
                .contains("5.00")
                .contains("4.90 reserved")
                .contains("0.20");
        assertThat(money.spending.today().reserved()).isEqualByComparingTo("4.9");
        assertThat(money.spending.view().refusals())
                .extracting(SpendingView.Refused::code)
                .containsExactly("day_budget");
    }

    @Test
    void anExecutionHasALimitOfItsOwnAndOneRefusalReservesNothing() {
        var execution = UUID.randomUUID();
        money.reserved("0.9", execution);

        var denied = money.denied("0.2", execution);

        assertThat(denied.why()).isEqualTo(Refusal.EXECUTION_BUDGET);
        assertThat(money.spending.today().reserved()).isEqualByComparingTo("0.9");
        assertThat(money.budgets.reserve(TestMoney.call("0.2", UUID.randomUUID())))
                .isInstanceOf(Money.Reservation.Reserved.class);
    }

    @Test
    void whatTheDayRefusesIsNotTakenFromTheExecution() {
        money.reserved("4.9", null);
        var execution = UUID.randomUUID();

        assertThat(money.denied("0.5", execution).why()).isEqualTo(Refusal.DAY_BUDGET);

        assertThat(standing(execution).reserved()).isZero();
    }

    @Test
    void theLastCentIsGivenOnce() throws InterruptedException {
        Callable<Money.Reservation> call = () -> money.budgets.reserve(TestMoney.call("0.5", null));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(callers.invokeAll(Collections.nCopies(100, call)))
                    .filteredOn(answer -> answer.resultNow() instanceof Money.Reservation.Reserved)
                    .hasSize(10);
        }

        assertThat(money.spending.today().reserved()).isEqualByComparingTo("5");
    }

    /** The limit of an execution is opened by its first call; those who come in the same moment must find it too. */
    @Test
    void firstCallsAtTheSameTimeAreAllPaid() throws InterruptedException {
        for (var round = 0; round < 20; round++) {
            var execution = UUID.randomUUID();
            Callable<Money.Reservation> call = () -> money.budgets.reserve(TestMoney.call("0.01", execution));
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(callers.invokeAll(Collections.nCopies(6, call)))
                        .allSatisfy(answer ->
                                assertThat(answer.resultNow()).isInstanceOf(Money.Reservation.Reserved.class));
            }
        }
    }

    @Test
    void aModelWithoutAPriceIsRefused() {
        var call = new PlannedCall(
                new ModelName("openai", "unheard-of"), Purpose.WRITING, new Caller("a", null), 100, 100);

        var denied = (Money.Reservation.Denied) money.budgets.reserve(call);

        assertThat(denied.why()).isEqualTo(Refusal.UNKNOWN_MODEL);
        assertThat(denied.sentence()).contains("openai:unheard-of").contains("nuzantara.llm.prices");
    }

    @Test
    void anUnknownOutcomeCostsTheWholeReservationAndNothingIsGivenBackTwice() {
        var reserved = money.reserved("0.4", null);

        assertThat(money.forfeit(reserved)).isEqualByComparingTo("0.4");
        assertThat(money.settle(reserved, TestMoney.worth("0.1"))).isZero();

        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.4");
        assertThat(money.spending.today().reserved()).isZero();
    }

    @Test
    void aCallThatNeverLeftCostsNothing() {
        money.release(money.reserved("0.4", null));

        assertThat(money.spending.today().spent()).isZero();
        assertThat(money.spending.today().reserved()).isZero();
    }

    @Test
    void aBillAboveTheWorstCaseIsCountedInFull() {
        var cost = money.settle(money.reserved("0.4", null), TestMoney.worth("0.7"));

        assertThat(cost).isEqualByComparingTo("0.7");
        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.7");
    }

    @Test
    void aCallUnderWayAtMidnightIsPaidByTheDayItBeganOn() {
        var reserved = money.reserved("0.4", null);
        clock.advance(Duration.ofHours(11));

        money.settle(reserved, TestMoney.worth("0.3"));

        assertThat(money.spending.today().spent()).isZero();
        assertThat(money.jdbc
                        .sql("SELECT spent FROM llm_budgets WHERE subject = '2026-11-22'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0.3");
    }

    @Test
    void aNewDayHasItsOwnMoneyInTheZoneOfTheCompany() {
        money.reserved("5", null);
        clock.advance(Duration.ofMinutes(9 * 60 + 59));
        assertThat(money.denied("1", null).why()).isEqualTo(Refusal.DAY_BUDGET);

        clock.advance(Duration.ofMinutes(1));

        assertThat(money.reserved("1", null).amount()).isEqualByComparingTo("1");
    }

    @Test
    void whatADeadProcessHeldIsSpentAndGetsItsRow() {
        var execution = UUID.randomUUID();
        money.reserved("0.4", execution);
        clock.advance(LostCalls.LONGEST_CALL.minusSeconds(1));
        money.lost.collect();
        assertThat(money.spending.today().spent()).isZero();

        clock.advance(Duration.ofSeconds(2));
        money.lost.collect();
        money.lost.collect();

        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.4");
        assertThat(money.spending.today().reserved()).isZero();
        assertThat(standing(execution).spent()).isEqualByComparingTo("0.4");
        assertThat(money.jdbc
                        .sql("SELECT outcome || ' ' || cost FROM llm_usage")
                        .query(String.class)
                        .list())
                .containsExactly("lost 0.400000");
    }

    @Test
    void anExecutionShowsWhatItsCallsCost() {
        var execution = execution();

        money.settle(money.reserved("0.4", execution), new Tokens(50_000, 0, 5_000));
        money.settle(money.reserved("0.4", execution), new Tokens(1_000, 0, 0));

        assertThat(money.jdbc
                        .sql("SELECT sum(tokens) || ' ' || sum(cost) FROM execution_progress WHERE execution_id = :id")
                        .param("id", execution)
                        .query(String.class)
                        .list())
                .containsExactly("56000 0.101000");
    }

    private UUID execution() {
        var id = UUID.randomUUID();
        money.jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, 'knowledge_graph_builder', 'api', 'test', '{}', 'running', 5, now())
                        """).param("id", id).update();
        return id;
    }

    @Test
    void onlyAnExecutionThatWasRefusedIsExhausted() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        var neverAsked = UUID.randomUUID();
        money.settle(money.reserved("0.9", first), TestMoney.worth("0.9"));
        money.reserved("0.9", second);
        assertThat(money.executions.exhausted(first)).isFalse();

        money.denied("0.2", first);
        money.denied("0.2", second);

        assertThat(money.executions.exhausted(first)).isTrue();
        assertThat(money.executions.exhausted(second))
                .as("its call under way may cost little")
                .isFalse();
        assertThat(money.executions.exhausted(neverAsked)).isFalse();
    }

    @Test
    void oneCallTooLargeForTheWholeLimitEndsNothing() {
        var execution = UUID.randomUUID();
        assertThat(money.denied("1.5", execution).why()).isEqualTo(Refusal.EXECUTION_BUDGET);
        assertThat(money.denied("6", null).why()).isEqualTo(Refusal.DAY_BUDGET);

        assertThat(money.executions.exhausted(execution)).isFalse();
        assertThat(money.reserved("0.9", execution).amount()).isEqualByComparingTo("0.9");
        assertThat(money.told).isEmpty();
    }

    @Test
    void whatAnExecutionIsRefusedIsNotTheEndOfTheDay() {
        var execution = UUID.randomUUID();
        money.settle(money.reserved("3.9", null), TestMoney.worth("3.9"));
        money.settle(money.reserved("0.9", execution), TestMoney.worth("0.9"));

        assertThat(money.denied("0.3", execution).why()).isEqualTo(Refusal.EXECUTION_BUDGET);

        assertThat(money.executions.exhausted(execution)).isTrue();
        assertThat(money.told).extracting(BudgetLevel::level).containsExactly(Level.NEARLY_USED);
    }

    @Test
    void aLoweredSettingHoldsAtOnceAlsoForADayThatIsOpen() {
        money.settle(money.reserved("0.9", null), TestMoney.worth("0.9"));
        var restarted = new TestMoney(DATABASE.dataSource(), clock, "1", "1");

        assertThat(restarted.denied("0.2", null).why()).isEqualTo(Refusal.DAY_BUDGET);
        assertThat(restarted.spending.today().cap()).isEqualByComparingTo("1");
    }

    @Test
    void onlyTheLimitThatIsNamedIsChanged() {
        new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()))
                .executeWithoutResult(status -> money.spending.change(new BigDecimal("7"), null, "test"));

        assertThat(money.jdbc
                        .sql("SELECT scope || ' ' || cap FROM llm_caps")
                        .query(String.class)
                        .list())
                .containsExactly("day 7.000000");
    }

    @Test
    void moreMoneyEndsTheExhaustion() {
        var execution = UUID.randomUUID();
        money.settle(money.reserved("0.9", execution), TestMoney.worth("0.9"));
        money.denied("0.2", execution);

        money.caps.set(BudgetRows.Scope.EXECUTION, new BigDecimal("2"), money.days.today(), "test");

        assertThat(money.executions.exhausted(execution)).isFalse();
        assertThat(money.reserved("0.2", execution).amount()).isEqualByComparingTo("0.2");
    }

    @Test
    void aLimitOfZeroStopsAllPaidCalls() {
        money.caps.set(BudgetRows.Scope.DAY, BigDecimal.ZERO, money.days.today(), "test");

        assertThat(money.denied("0.01", null).why()).isEqualTo(Refusal.DAY_BUDGET);
    }

    @Test
    void peopleAreToldOnceAtFourFifthsOnceAtTheEndAndOnceWhenItIsOver() {
        money.settle(money.reserved("3.9", null), TestMoney.worth("3.9"));
        assertThat(money.told).isEmpty();

        money.settle(money.reserved("0.2", null), TestMoney.worth("0.2"));
        money.settle(money.reserved("0.2", null), TestMoney.worth("0.2"));
        money.watch.look();
        assertThat(money.told).extracting(BudgetLevel::level).containsExactly(Level.NEARLY_USED);

        money.denied("1", null);
        money.denied("1", null);
        assertThat(money.told).extracting(BudgetLevel::level).containsExactly(Level.NEARLY_USED, Level.USED_UP);
        assertThat(money.told.getLast().spent()).isEqualByComparingTo("4.3");

        clock.advance(Duration.ofDays(1));
        money.watch.look();
        money.watch.look();
        assertThat(money.told)
                .extracting(BudgetLevel::level)
                .containsExactly(Level.NEARLY_USED, Level.USED_UP, Level.NORMAL);
    }

    @Test
    void aDayWithoutCallsOpensNothing() {
        money.watch.look();

        assertThat(money.told).isEmpty();
        assertThat(money.jdbc
                        .sql("SELECT count(*) FROM llm_budgets")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private BudgetRows.Standing standing(UUID execution) {
        return money.rows.standing(BudgetRows.Purse.of(execution)).orElseThrow();
    }
}
