package io.nuzantara.execution.crash;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Outcome;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An agent of steps only: calls, and one change of the database that must happen once. */
final class StepsProbe implements Agent {

    private final Outside outside;
    private final Results results;

    StepsProbe(Outside outside, JdbcClient jdbc) {
        this.outside = outside;
        results = new Results(jdbc);
    }

    @Override
    public AgentDescriptor descriptor() {
        return Probes.descriptor("steps_probe", "");
    }

    @Override
    public Outcome run(Execution execution) {
        var latency = execution.parameters().number("latency");
        execution.step("first", String.class, () -> outside.step(execution.id(), "first", latency));
        execution.phase("between two steps");
        execution.stepInTransaction("keep", Boolean.class, () -> results.keep(execution.id(), "kept"));
        execution.step("last", String.class, () -> outside.step(execution.id(), "last", latency));
        return new Outcome.Completed("three steps", Map.of());
    }
}
