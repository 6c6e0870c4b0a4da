package io.nuzantara.llm;

import io.nuzantara.llm.BudgetRows.Held;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Calls whose process died before it told what they cost: their worst case is spent, and they get their row in the ledger. */
@Component
class LostCalls {

    /** Far longer than any call may take. */
    static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(LostCalls.class);

    private final BudgetRows rows;
    private final Budgets budgets;
    private final CompanyDay days;

    LostCalls(BudgetRows rows, Budgets budgets, CompanyDay days) {
        this.rows = rows;
        this.budgets = budgets;
        this.days = days;
    }

    @Scheduled(fixedRateString = "PT1M", initialDelayString = "PT20S")
    void collect() {
        try {
            rows.heldSince(days.now().minus(LONGEST_CALL)).forEach(this::collect);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Lost calls cannot be collected now", e);
        }
    }

    /** One that cannot be ended does not keep the others. */
    private void collect(Held held) {
        try {
            if (budgets.end(held, UsageRows.Row.lost(held))) {
                LOG.warn(
                        "A call was never settled, its worst case counts as spent model={} cost={} execution_id={}",
                        held.provider() + ":" + held.model(),
                        held.amount(),
                        held.executionId());
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A call that was never settled cannot be ended now reservation={}", held.id(), e);
        }
    }
}
