package io.nuzantara.execution.crash;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.ApprovalRequest;
import io.nuzantara.execution.Decision;
import io.nuzantara.execution.EffectKey;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.FailureCode;
import io.nuzantara.execution.Outcome;
import java.util.Map;

/** An agent that asks a person before it changes something outside. */
final class ApprovalProbe implements Agent {

    private final Outside outside;

    ApprovalProbe(Outside outside) {
        this.outside = outside;
    }

    @Override
    public AgentDescriptor descriptor() {
        return Probes.descriptor("approval_probe", "");
    }

    @Override
    public Outcome run(Execution execution) {
        var latency = execution.parameters().number("latency");
        execution.step("draft", String.class, () -> outside.step(execution.id(), "draft", latency));
        var decision =
                execution.approval("go", new ApprovalRequest("prompt:approve", "Make a ticket", Map.of("size", 1)));
        return switch (decision) {
            case Decision.Approved approved -> made(execution, latency);
            case Decision.Rejected rejected -> new Outcome.Failed(FailureCode.APPROVAL_REJECTED, "Somebody said no.");
            case Decision.Expired expired -> new Outcome.Failed(FailureCode.APPROVAL_EXPIRED, "Nobody decided.");
        };
    }

    private Outcome made(Execution execution, long latency) {
        execution.effect(
                new EffectKey("ticket", "ticket:" + execution.id()),
                Map.of("approved", true),
                new Ticket(outside, execution.id(), latency));
        return new Outcome.Completed("made", Map.of());
    }
}
