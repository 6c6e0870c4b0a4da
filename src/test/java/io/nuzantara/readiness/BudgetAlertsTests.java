package io.nuzantara.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.BudgetLevel;
import io.nuzantara.llm.BudgetLevel.Level;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetAlertsTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Alerts alerts = TestAlerts.logging(DATABASE.jdbc(), Clock.systemUTC());
    private final BudgetAlerts budgetAlerts = new BudgetAlerts(alerts);

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("TRUNCATE alerts").update();
    }

    private void hear(Level level, String spent) {
        budgetAlerts.hear(
                new BudgetLevel(level, LocalDate.of(2026, 11, 22), new BigDecimal(spent), new BigDecimal("5")));
    }

    @Test
    void moneyThatRunsOutIsToldWithItsFiguresAndEndsWithTheNewDay() {
        hear(Level.NEARLY_USED, "4.012345");
        hear(Level.USED_UP, "4.97");

        assertThat(alerts.open())
                .extracting(Alerts.OpenAlert::cause)
                .containsExactlyInAnyOrder("llm-budget:nearly-used", "llm-budget:used-up");
        assertThat(alerts.open()).extracting(Alerts.OpenAlert::severity).containsOnly(Severity.WARNING);
        assertThat(alerts.open()).anyMatch(alert -> alert.text().startsWith("4.02 of 5.00 USD of 2026-11-22"));

        hear(Level.NORMAL, "0");
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void aHigherLimitEndsTheRefusalsAndTheWarningStays() {
        hear(Level.USED_UP, "5");

        hear(Level.NEARLY_USED, "5");

        assertThat(alerts.open()).extracting(Alerts.OpenAlert::cause).containsExactly("llm-budget:nearly-used");
    }
}
