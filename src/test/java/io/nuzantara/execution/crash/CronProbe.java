package io.nuzantara.execution.crash;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Outcome;
import java.util.Map;

/** An agent that starts by its schedule. */
record CronProbe(Outside outside, String cron) implements Agent {

    @Override
    public AgentDescriptor descriptor() {
        return Probes.descriptor("cron_probe", cron);
    }

    @Override
    public Outcome run(Execution execution) {
        execution.step("tick", String.class, () -> outside.step(execution.id(), "tick", 0));
        return new Outcome.Completed("ticked", Map.of());
    }
}
