package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import jakarta.validation.Validation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageRowsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SettableClock clock = new SettableClock(NOW);
    private final TestMoney money = new TestMoney(DATABASE.dataSource(), clock, "5", "1");

    @BeforeEach
    void empty() {
        money.jdbc.sql("TRUNCATE llm_budgets, llm_usage, llm_reservations").update();
    }

    @Test
    void todayIsSummedByAgentAndByModel() {
        money.usage.record(entry(NOW, "conversation_trainer", "0.2", null));
        money.usage.record(entry(NOW, "conversation_trainer", "0.1", null));
        money.usage.record(entry(NOW, "orchestrator", "0.5", null));
        money.usage.record(entry(NOW.minus(Duration.ofDays(1)), "orchestrator", "9", null));

        var view = money.spending.view();

        assertThat(view.byAgent())
                .extracting(sum -> sum.name() + " " + sum.calls() + " " + sum.tokens() + " " + sum.cost())
                .containsExactly("orchestrator 1 110 0.500000", "conversation_trainer 2 220 0.300000");
        assertThat(view.byModel())
                .extracting(sum -> sum.name() + " " + sum.cost())
                .containsExactly("anthropic:test-model 0.800000");
        assertThat(view.models()).containsEntry(Purpose.DECISION, "local");
    }

    @Test
    void theLastRefusalsSayWhy() {
        money.usage.record(entry(NOW, "orchestrator", "0", Refusal.DAY_BUDGET));
        money.usage.record(entry(NOW, "orchestrator", "0.1", null));

        var refusals = money.spending.view().refusals();

        assertThat(refusals).hasSize(1);
        assertThat(refusals.getFirst().code()).isEqualTo("day_budget");
        assertThat(refusals.getFirst().model()).isEqualTo("anthropic:test-model");
    }

    @Test
    void costAndShareAreMetersForMicrometer() {
        money.settle(money.reserved("1", null), TestMoney.worth("0.5"));
        money.reserved("0.5", null);
        money.spendingMeters.sample();

        assertThat(money.meters
                        .get("nuzantara.llm.cost")
                        .tag("model", "test-model")
                        .counter()
                        .count())
                .isEqualTo(0.5);
        assertThat(money.meters.get("nuzantara.llm.budget.used").gauge().value())
                .isEqualTo(0.2);
    }

    @Test
    void theLedgerForgetsWhatIsOlderThanItsTime() {
        money.usage.record(entry(NOW.minus(Duration.ofDays(402)), "orchestrator", "1", null));
        money.usage.record(entry(NOW.minus(Duration.ofDays(399)), "orchestrator", "1", null));
        var expiry = new UsageExpiry(money.usage, money.settings, money.days);

        expiry.all(() -> true);
        assertThat(rows()).isEqualTo(2);
        expiry.all(() -> false);

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void howeverShortTheRetentionALimitThatHoldsStaysCounted() {
        var settings =
                new SpendingSettings(money.settings.budget(), money.settings.prices(), Map.of(), Duration.ofHours(1));
        var expiry = new UsageExpiry(money.usage, settings, money.days);
        money.reserved("1", null);

        clock.advance(Duration.ofDays(2));
        expiry.all(() -> false);
        assertThat(limits()).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        expiry.all(() -> false);

        assertThat(limits()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT71H, 1", "PT72H, 0"})
    void aRetentionBelowThreeDaysIsRefusedAtTheStart(Duration retention, int objections) {
        var settings = new SpendingSettings(money.settings.budget(), List.of(), Map.of(), retention);

        try (var validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(validators.getValidator().validate(settings)).hasSize(objections);
        }
    }

    private long limits() {
        return money.jdbc
                .sql("SELECT count(*) FROM llm_budgets")
                .query(Long.class)
                .single();
    }

    private void spoil(String sql, UUID execution) {
        money.jdbc.sql(sql).param("execution", execution.toString()).update();
    }

    @Test
    void aSettledCallIsOneRowOfTheDayItWasReservedOn() {
        var reserved = money.reserved("1", null);
        clock.advance(Duration.ofHours(11));

        money.settle(reserved, TestMoney.worth("0.5"));
        money.settle(reserved, TestMoney.worth("0.5"));

        assertThat(ledger()).containsExactly("2026-11-22 answered 0.500000");
    }

    @Test
    void aCallThatCannotBeSettledStaysReservedAndHasNoRowYet() {
        var execution = UUID.randomUUID();
        var reserved = money.reserved("0.1", execution);
        spoil("UPDATE llm_budgets SET reserved = 0 WHERE subject = :execution", execution);

        assertThat(money.settle(reserved, TestMoney.worth("0.05"))).isZero();

        assertThat(money.spending.today().reserved()).isEqualByComparingTo("0.1");
        assertThat(ledger()).isEmpty();
        assertThat(money.meters.find("nuzantara.llm.cost").counter()).isNull();
    }

    private List<@Nullable String> ledger() {
        return money.jdbc
                .sql("SELECT day || ' ' || outcome || ' ' || cost FROM llm_usage ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    void aLostCallThatCannotBeEndedKeepsNoOther() {
        var execution = UUID.randomUUID();
        money.reserved("0.1", execution);
        spoil("UPDATE llm_budgets SET reserved = 0 WHERE subject = :execution", execution);
        clock.advance(Duration.ofMinutes(1));
        money.reserved("0.2", null);
        clock.advance(Duration.ofMinutes(20));

        money.lost.collect();
        money.lost.collect();

        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.2");
        assertThat(money.meters.get("nuzantara.llm.cost").counter().count()).isEqualTo(0.2);
    }

    @Test
    void aLostCallWhoseExecutionHasNoLimitAnyMoreIsPaidByItsDay() {
        var execution = UUID.randomUUID();
        money.reserved("0.1", execution);
        spoil("DELETE FROM llm_budgets WHERE subject = :execution", execution);
        clock.advance(Duration.ofMinutes(20));

        money.lost.collect();

        assertThat(money.spending.today().spent()).isEqualByComparingTo("0.1");
    }

    @Test
    void aCallOfAModelWithoutPriceIsCountedAsRefused() {
        var model = new ModelName("anthropic", "unheard-of");
        assertThat(money.budgets.reserve(
                        new PlannedCall(model, Purpose.WRITING, new Caller("orchestrator", null), 9, 9)))
                .isInstanceOf(Money.Reservation.Denied.class);

        assertThat(money.spending.view().refusals())
                .extracting(SpendingView.Refused::code)
                .containsExactly("unknown_model");
        assertThat(money.meters
                        .get("nuzantara.llm.refused")
                        .tags("model", "unheard-of", "refusal", "unknown_model")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(new Prices(money.settings).missing(List.of(model, TestMoney.MODEL, model), money.days.today()))
                .containsExactly(model);
    }

    private long rows() {
        return money.jdbc
                .sql("SELECT count(*) FROM llm_usage")
                .query(Long.class)
                .single();
    }

    private static UsageLedger.Entry entry(Instant at, String agent, String cost, @Nullable Refusal refusal) {
        return new UsageLedger.Entry(
                at,
                TestMoney.MODEL,
                refusal == null ? "test-model-2026" : null,
                Purpose.DECISION,
                "orchestrator/plan.v1@0123456789ab",
                new Caller(agent, UUID.randomUUID()),
                new Tokens(100, 20, 10),
                new BigDecimal(cost),
                Duration.ofMillis(350),
                refusal == null ? UsageLedger.Outcome.ANSWERED : UsageLedger.Outcome.FAILED,
                refusal);
    }
}
