package io.nuzantara.execution;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What adds costs to executions, for tests that build their classes by hand. */
public final class TestCosts {

    private TestCosts() {}

    public static ExecutionCosts on(JdbcClient jdbc) {
        return new ExecutionCosts(jdbc);
    }
}
