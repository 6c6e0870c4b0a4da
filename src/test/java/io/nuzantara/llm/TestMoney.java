package io.nuzantara.llm;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.execution.TestCosts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The counting of money by hand, on a database of its own. */
final class TestMoney {

    /** 1 USD per million tokens of the request, 10 of the answer. */
    static final ModelName MODEL = new ModelName("anthropic", "test-model");

    /** Where the purse's days begin and end. */
    static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

    private final Clock clock;
    final List<BudgetLevel> told = new ArrayList<>();
    final JdbcClient jdbc;
    final SpendingSettings settings;
    final CompanyDay days;
    final BudgetRows rows;
    final Caps caps;
    final BudgetWatch watch;
    final Budgets budgets;
    final UsageRows usage;
    final LostCalls lost;
    final ExecutionMoney executions;
    final Spending spending;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SpendingMeters spendingMeters;

    TestMoney(DataSource database, Clock clock, String day, String execution) {
        this.clock = clock;
        jdbc = JdbcClient.create(database);
        var transactions = new DataSourceTransactionManager(database);
        settings = settings(day, execution);
        days = new CompanyDay(clock, ZONE);
        rows = new BudgetRows(jdbc, new NamedParameterJdbcTemplate(database), settings, clock);
        caps = new Caps(jdbc, settings, clock);
        watch = new BudgetWatch(rows, caps, settings, days, event -> told.add((BudgetLevel) event), transactions);
        spendingMeters = new SpendingMeters(meters, rows, days);
        usage = new UsageRows(jdbc, days, spendingMeters);
        budgets = new Budgets(new Prices(settings), rows, caps, TestCosts.on(jdbc), usage, watch, days, transactions);
        lost = new LostCalls(rows, budgets, days);
        executions = new ExecutionMoney(rows, days);
        spending = new Spending(jdbc, rows, caps, new LocalModel(), settings, watch, days, clock);
    }

    static SpendingSettings settings(String day, String execution) {
        return new SpendingSettings(
                new SpendingSettings.Budget(new BigDecimal(day), new BigDecimal(execution), new BigDecimal("0.8")),
                List.of(price()),
                Map.of(),
                Duration.ofDays(400));
    }

    static ModelPrice price() {
        return new ModelPrice(MODEL.id(), LocalDate.EPOCH, BigDecimal.ONE, new BigDecimal("0.1"), BigDecimal.TEN);
    }

    /** A call whose worst case is so many USD. */
    static PlannedCall call(String usd, @Nullable UUID execution) {
        var bytes = new BigDecimal(usd).movePointRight(6).longValueExact() - 10;
        return new PlannedCall(MODEL, Purpose.EXTRACTION, new Caller("knowledge_graph_builder", execution), bytes, 1);
    }

    /** Tokens that cost so many USD. */
    static Tokens worth(String usd) {
        return new Tokens(new BigDecimal(usd).movePointRight(6).longValueExact(), 0, 0);
    }

    Money.Reservation.Reserved reserved(String usd, @Nullable UUID execution) {
        return (Money.Reservation.Reserved) budgets.reserve(call(usd, execution));
    }

    /** The call took these tokens. */
    BigDecimal settle(Money.Reservation.Reserved reserved, Tokens tokens) {
        return budgets.settle(reserved, entry(reserved, tokens, budgets.cost(reserved, tokens)));
    }

    /** Nobody knows what the call cost. */
    BigDecimal forfeit(Money.Reservation.Reserved reserved) {
        return budgets.settle(reserved, entry(reserved, Tokens.NONE, reserved.amount()));
    }

    /** The call never left. */
    void release(Money.Reservation.Reserved reserved) {
        budgets.settle(reserved, entry(reserved, Tokens.NONE, BigDecimal.ZERO));
    }

    private UsageLedger.Entry entry(Money.Reservation.Reserved reserved, Tokens tokens, BigDecimal cost) {
        var call = reserved.call();
        return new UsageLedger.Entry(
                clock.instant(),
                call.model(),
                null,
                call.purpose(),
                "test@1",
                call.caller(),
                tokens,
                cost,
                Duration.ZERO,
                UsageLedger.Outcome.ANSWERED,
                null);
    }

    Money.Reservation.Denied denied(String usd, @Nullable UUID execution) {
        return (Money.Reservation.Denied) budgets.reserve(call(usd, execution));
    }
}
