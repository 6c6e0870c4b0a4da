package io.nuzantara.execution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an agent's work ended. */
public sealed interface Outcome {

    /**
     * The work is done.
     *
     * @param message one sentence for people
     * @param result figures by snake case name, in the order they should be shown
     */
    record Completed(String message, Map<String, Object> result) implements Outcome {
        public Completed {
            result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        }
    }

    /** The work could not be done; {@code message} says in one sentence why and what to do. */
    record Failed(FailureCode code, String message) implements Outcome {}
}
