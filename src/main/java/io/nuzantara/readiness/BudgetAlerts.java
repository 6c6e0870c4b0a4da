package io.nuzantara.readiness;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.llm.BudgetLevel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people how the day's money for language models goes; in the transaction in which the change is noted. */
@Component
class BudgetAlerts {

    private static final String NEARLY_USED = "llm-budget:nearly-used";
    private static final String USED_UP = "llm-budget:used-up";
    private static final String TODAY = "/";
    private static final int CENTS = 2;

    private final Alerts alerts;

    BudgetAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @EventListener
    void hear(BudgetLevel budget) {
        switch (budget.level()) {
            case NORMAL -> {
                alerts.recover(NEARLY_USED);
                alerts.recover(USED_UP);
            }
            case NEARLY_USED -> {
                alerts.recover(USED_UP);
                alerts.raise(nearlyUsed(budget));
            }
            case USED_UP -> alerts.raise(usedUp(budget));
        }
    }

    private static Alert nearlyUsed(BudgetLevel budget) {
        return new Alert(
                Severity.WARNING,
                NEARLY_USED,
                "Money for language models nearly used",
                "%s are spent. Once it is used up rules decide until tomorrow; PUT /api/llm/limits raises the limit."
                        .formatted(amount(budget)),
                TODAY);
    }

    private static Alert usedUp(BudgetLevel budget) {
        return new Alert(
                Severity.WARNING,
                USED_UP,
                "Money for language models used up",
                "%s are spent, and calls are refused. Rules decide until tomorrow; PUT /api/llm/limits raises the limit."
                        .formatted(amount(budget)),
                TODAY);
    }

    private static String amount(BudgetLevel budget) {
        return "%s of %s USD of %s".formatted(usd(budget.spent()), usd(budget.cap()), budget.day());
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.CEILING).toPlainString();
    }
}
