package io.nuzantara.llm;

import io.nuzantara.execution.SpendingLimit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the engine whose money is gone. An execution that was never refused a call goes on, however little is left. */
@Component
class ExecutionMoney implements SpendingLimit {

    private final BudgetRows rows;
    private final CompanyDay days;

    ExecutionMoney(BudgetRows rows, CompanyDay days) {
        this.rows = rows;
        this.days = days;
    }

    @Override
    public boolean exhausted(UUID execution) {
        return rows.isExhausted(execution, days.today());
    }
}
