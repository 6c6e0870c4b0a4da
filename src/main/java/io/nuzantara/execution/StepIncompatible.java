package io.nuzantara.execution;

/** The recorded output of a step does not fit the type the code now expects. */
class StepIncompatible extends RuntimeException {
    StepIncompatible(String step, Throwable cause) {
        super(
                "The recorded output of step '%s' was written by another version: start a new execution."
                        .formatted(step),
                cause);
    }
}
