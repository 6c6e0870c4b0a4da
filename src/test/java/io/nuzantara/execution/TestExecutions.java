package io.nuzantara.execution;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestExecutions {

    private TestExecutions() {}

    public static AgentStatistics statistics(JdbcClient jdbc) {
        return new AgentStatistics(jdbc);
    }

    public static ExecutionAccount account(JdbcClient jdbc) {
        return new ExecutionAccount(jdbc);
    }

    public static EngineLoad load(JdbcClient jdbc) {
        return new EngineLoad(jdbc);
    }
}
