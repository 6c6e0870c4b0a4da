package io.nuzantara.orchestrator;

import java.util.Optional;
import java.util.UUID;

/** What came of one call to the agents service. */
sealed interface Answer<T> {

    /** It did what was asked. */
    record Given<T>(T value) implements Answer<T> {}

    /**
     * It answered, and the same call would be answered the same way again.
     *
     * @param code the problem's code, {@code http-403} where it has none
     * @param detail the problem's sentence
     * @param execution the execution the problem names
     */
    record Refused<T>(String code, String detail, Optional<UUID> execution) implements Answer<T> {}

    /** No usable answer came, however often it was asked; {@code reason} says what came instead. */
    record Missing<T>(String reason) implements Answer<T> {}
}
