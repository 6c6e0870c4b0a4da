package io.nuzantara.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.ProviderAccess;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class AccessAlertsTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Alerts alerts = TestAlerts.logging(DATABASE.jdbc(), Clock.systemUTC());
    private final AccessAlerts access = new AccessAlerts(alerts);

    @Test
    void aProviderThatShutsUsOutIsToldOnceUntilItLetsUsInAgain() {
        access.hear(new ProviderAccess("anthropic", false));
        access.hear(new ProviderAccess("anthropic", false));
        access.hear(new ProviderAccess("openai", true));

        assertThat(alerts.open()).extracting(Alerts.OpenAlert::cause).containsExactly("llm-access:anthropic");

        access.hear(new ProviderAccess("anthropic", true));

        assertThat(alerts.open()).isEmpty();
    }
}
