package io.nuzantara.llm;

import io.nuzantara.privacy.ClientGate;
import io.nuzantara.privacy.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the client table whether texts name somebody of it. */
@Component
class PrivacyGate implements OutgoingGate {

    private final ClientGate gate;

    PrivacyGate(ClientGate gate) {
        this.gate = gate;
    }

    @Override
    public Optional<String> objection(List<String> texts) {
        return gate.leak(texts).map(PrivacyGate::sentence);
    }

    private static String sentence(Kind kind) {
        return "The request holds an item of the client table (%s) and was not sent."
                .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
