package io.nuzantara.alert;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.AgentDescriptor;
import java.util.List;

/**
 * Tells people about agents that fail: the last execution of an important agent, or three in a row of any. A cancelled
 * execution says nothing about its agent, and one that completed ends both alerts, degraded or not.
 */
final class FailingAgents {

    private static final int CRITICAL_PRIORITY = 9;
    private static final int IN_A_ROW = 3;

    private final Alerts alerts;

    FailingAgents(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Raises or ends what the last executions of an agent, newest first, say. */
    void tell(AgentDescriptor agent, List<ExecutionView> newestFirst) {
        var telling = newestFirst.stream()
                .filter(execution -> execution.isFinal() && !execution.status().equals("cancelled"))
                .toList();
        if (!telling.isEmpty() && failed(telling.getFirst())) {
            failing(agent, telling);
        } else if (!telling.isEmpty()) {
            alerts.recover("agent-failed:" + agent.id());
            alerts.recover("agent-failing:" + agent.id());
        }
    }

    private void failing(AgentDescriptor agent, List<ExecutionView> newestFirst) {
        var last = newestFirst.getFirst();
        if (agent.priority() >= CRITICAL_PRIORITY) {
            raise("agent-failed:" + agent.id(), agent.name() + " failed", last);
        }
        var inARow = newestFirst.stream().takeWhile(FailingAgents::failed).count();
        if (inARow >= IN_A_ROW) {
            raise("agent-failing:" + agent.id(), "%s failed %d times in a row".formatted(agent.name(), inARow), last);
        }
    }

    private static boolean failed(ExecutionView execution) {
        return execution.status().equals("failed");
    }

    private void raise(String cause, String title, ExecutionView last) {
        alerts.raise(new Alert(
                Severity.CRITICAL,
                cause,
                title,
                "Execution %s failed with %s. Its finished steps are kept; start the agent again when the cause is gone."
                        .formatted(last.executionId(), last.errorCode()),
                "/executions/" + last.executionId()));
    }
}
