package io.nuzantara.readiness;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.llm.ProviderAccess;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people when a provider of language models does not let us in. */
@Component
class AccessAlerts {

    private static final String CAUSE = "llm-access:";
    private static final String TODAY = "/";

    private final Alerts alerts;

    AccessAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @EventListener
    void hear(ProviderAccess access) {
        if (access.granted()) {
            alerts.recover(CAUSE + access.provider());
        } else {
            alerts.raise(refused(access.provider()));
        }
    }

    private static Alert refused(String provider) {
        return new Alert(
                Severity.WARNING,
                CAUSE + provider,
                "A provider of language models does not let us in",
                "%s refuses our key or forbids our calls. Rules decide meanwhile. Check the key and its account; a new key needs a new start."
                        .formatted(provider),
                TODAY);
    }
}
