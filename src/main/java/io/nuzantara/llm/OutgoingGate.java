package io.nuzantara.llm;

import java.util.List;
import java.util.Optional;

/** The last look at texts before they leave: refuses what names a client. */
@FunctionalInterface
interface OutgoingGate {

    /**
     * Why these texts must not leave, in words that repeat nothing of them; empty when they may. Each is looked at alone. A gate
     * that fails refuses.
     */
    Optional<String> objection(List<String> texts);
}
