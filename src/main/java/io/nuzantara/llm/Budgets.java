package io.nuzantara.llm;

import io.nuzantara.execution.CrashPoints;
import io.nuzantara.execution.ExecutionCosts;
import io.nuzantara.llm.BudgetRows.Held;
import io.nuzantara.llm.BudgetRows.Purse;
import io.nuzantara.llm.BudgetRows.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The money of a day and of each execution, in the database. A call is made only after its worst case was committed as
 * reserved; a process that dies, or a database that goes away, leaves it there, and it counts as spent.
 */
@Component
class Budgets implements Money {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
    private static final int CENTS = 2;

    private final Prices prices;
    private final BudgetRows rows;
    private final Caps caps;
    private final ExecutionCosts costs;
    private final UsageRows usage;
    private final BudgetWatch watch;
    private final CompanyDay days;
    private final TransactionTemplate own;

    Budgets(
            Prices prices,
            BudgetRows rows,
            Caps caps,
            ExecutionCosts costs,
            UsageRows usage,
            BudgetWatch watch,
            CompanyDay days,
            PlatformTransactionManager transactions) {
        this.prices = prices;
        this.rows = rows;
        this.caps = caps;
        this.costs = costs;
        this.usage = usage;
        this.watch = watch;
        this.days = days;
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Reservation reserve(PlannedCall call) {
        return prices.of(call.model(), days.today())
                .map(price -> reserve(call, price.worst(call)))
                .orElseGet(() -> unknown(call));
    }

    private Reservation unknown(PlannedCall call) {
        usage.record(UsageRows.Row.refused(held(call, BigDecimal.ZERO), Refusal.UNKNOWN_MODEL));
        return new Reservation.Denied(
                Refusal.UNKNOWN_MODEL,
                "Nobody said what the model %s costs: add it to nuzantara.llm.prices.".formatted(call.model()));
    }

    /** What does not fit at once may only be a limit that is not open yet. */
    private Reservation reserve(PlannedCall call, BigDecimal worst) {
        var held = held(call, worst);
        var refused = hold(held);
        if (refused.isPresent()) {
            open(held);
            refused = hold(held);
        }
        CrashPoints.hit("budget.reserved");
        return refused.isPresent() ? denied(held, refused.get()) : new Reservation.Reserved(held, call);
    }

    private Held held(PlannedCall call, BigDecimal worst) {
        return new Held(
                UUID.randomUUID(),
                days.now(),
                days.today(),
                call.caller().agent(),
                call.caller().execution(),
                call.purpose().name().toLowerCase(Locale.ROOT),
                call.model().provider(),
                call.model().id(),
                worst);
    }

    /**
     * In all limits or in none. They come last: all calls of the execution wait for the one row, all calls of the day for the
     * other.
     */
    private Optional<Refusal> hold(Held held) {
        return Objects.requireNonNull(own.execute(status -> {
            rows.begin(held);
            var missing = rows.hold(purses(held), held.amount());
            if (!missing.isEmpty()) {
                status.setRollbackOnly();
            }
            return missing.stream().findFirst().map(Budgets::refusal);
        }));
    }

    private static Refusal refusal(Purse purse) {
        return switch (purse.scope()) {
            case DAY -> Refusal.DAY_BUDGET;
            case EXECUTION -> Refusal.EXECUTION_BUDGET;
        };
    }

    /** The limits that a call falls under, in the order in which everybody takes them: the execution's before the day's. */
    private static List<Purse> purses(Held held) {
        var day = Purse.of(held.day());
        var execution = held.executionId();
        return execution == null ? List.of(day) : List.of(Purse.of(execution), day);
    }

    private void open(Held held) {
        own.executeWithoutResult(status -> purses(held).forEach(purse -> rows.open(purse, caps.of(purse.scope()))));
    }

    private Reservation denied(Held held, Refusal why) {
        var day = Purse.of(held.day());
        var purse = why == Refusal.DAY_BUDGET || held.executionId() == null ? day : Purse.of(held.executionId());
        var standing = rows.standing(purse).orElseThrow();
        if (!isOversize(held, standing)) {
            note(held, why);
        }
        watch.look();
        usage.record(UsageRows.Row.refused(held, why));
        return new Reservation.Denied(why, sentence(why, standing, held.amount()));
    }

    /** One call too large for the whole limit says nothing about what is left of it for others. */
    private static boolean isOversize(Held held, Standing standing) {
        return standing.cap().signum() > 0 && held.amount().compareTo(standing.cap()) > 0;
    }

    /** So that the engine can end what has no money left, and people hear of the day's end; not of that of one execution. */
    private void note(Held held, Refusal why) {
        var execution = held.executionId();
        if (execution != null) {
            rows.refuse(Purse.of(execution), held.amount());
        }
        if (why == Refusal.DAY_BUDGET) {
            rows.refuse(Purse.of(held.day()), held.amount());
        }
    }

    private static String sentence(Refusal why, Standing standing, BigDecimal worst) {
        return "The money for language models of this %s does not suffice: %s of %s USD are spent, %s reserved, and the call could cost %s."
                .formatted(
                        why == Refusal.DAY_BUDGET ? "day" : "execution",
                        usd(standing.spent()),
                        usd(standing.cap()),
                        usd(standing.reserved()),
                        usd(worst));
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.CEILING).toPlainString();
    }

    @Override
    public BigDecimal cost(Reservation.Reserved reserved, Tokens tokens) {
        var model = reserved.call().model();
        var cost = prices.of(model, reserved.held().day())
                .map(price -> price.cost(tokens))
                .orElse(reserved.amount());
        if (cost.compareTo(reserved.amount()) > 0) {
            LOG.warn(
                    "A call cost more than its worst case, check the price and what the provider reports model={} cost={} reserved={}",
                    model,
                    cost,
                    reserved.amount());
        }
        return cost;
    }

    /**
     * Where it cannot be written the reservation stays; {@link LostCalls} turns it into money spent and into a row of the
     * ledger later, so here it costs nothing yet.
     */
    @Override
    public BigDecimal settle(Reservation.Reserved reserved, UsageLedger.Entry entry) {
        CrashPoints.hit("budget.after-call");
        try {
            var settled =
                    end(reserved.held(), UsageRows.Row.of(entry, reserved.held().day()));
            CrashPoints.hit("budget.settled");
            return settled ? entry.cost() : BigDecimal.ZERO;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "A call could not be settled, its worst case will count as spent reservation={}",
                    reserved.held().id(),
                    e);
            return BigDecimal.ZERO;
        }
    }

    /**
     * Ends a call that is under way with its row in the ledger; the limits come last, as in {@link #hold}.
     *
     * @return false when somebody has ended it already
     */
    boolean end(Held held, UsageRows.Row row) {
        var ended = Boolean.TRUE.equals(own.execute(status -> {
            var first = usage.end(held.id(), row);
            if (first) {
                pay(held, row);
            }
            return first;
        }));
        if (ended) {
            usage.counted(row);
        }
        return ended;
    }

    /** What a limit that is not kept any more cannot count stands in the ledger all the same. */
    private void pay(Held held, UsageRows.Row row) {
        var execution = held.executionId();
        if (execution != null) {
            costs.add(execution, row.tokens().input() + row.tokens().output(), row.cost());
        }
        rows.settle(purses(held), held.amount(), row.cost())
                .forEach(purse -> LOG.warn(
                        "A call is paid by a limit that is not kept any more scope={} subject={} cost={}",
                        purse.scope().code(),
                        purse.subject(),
                        row.cost()));
    }
}
