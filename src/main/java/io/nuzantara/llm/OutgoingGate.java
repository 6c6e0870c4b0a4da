package io.nuzantara.llm;

import java.util.Optional;

/** The last look at a text before it leaves: refuses what names a client. */
@FunctionalInterface
interface OutgoingGate {

    /** Why the text must not leave, in words that repeat nothing of it; empty when it may. A gate that fails refuses. */
    Optional<String> objection(String text);
}
