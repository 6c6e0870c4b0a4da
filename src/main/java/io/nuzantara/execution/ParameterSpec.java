package io.nuzantara.execution;

/** One parameter of an agent: its name, what it means, its default and the values it may have. */
public sealed interface ParameterSpec {

    String name();

    String description();

    /** A whole number from {@code min} to {@code max}, both included. */
    record WholeNumber(String name, String description, long defaultValue, long min, long max)
            implements ParameterSpec {}

    /** {@code true} or {@code false}. */
    record Flag(String name, String description, boolean defaultValue) implements ParameterSpec {}

    /** Free text; for internal executions only. */
    record Text(String name, String description) implements ParameterSpec {}
}
