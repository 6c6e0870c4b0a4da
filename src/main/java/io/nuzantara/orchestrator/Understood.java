package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.ExecutionView;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Whether an answer of the agents service says what was asked. JSON that lacks fields becomes records that lack values. */
final class Understood {

    private static final Set<String> STATUSES =
            Set.of("started", "running", "waiting_approval", "completed", "failed", "cancelled");

    private Understood() {}

    static boolean isOf(ExecutionView view, String agent) {
        return isWhole(view) && view.agentName().equals(agent);
    }

    static boolean is(ExecutionView view, UUID id) {
        return isWhole(view) && view.executionId().equals(id);
    }

    private static boolean isWhole(ExecutionView view) {
        return Stream.of(
                                view.executionId(),
                                view.agentName(),
                                view.status(),
                                view.startedAt(),
                                view.degradedReasons(),
                                view.state())
                        .allMatch(Objects::nonNull)
                && STATUSES.contains(view.status());
    }

    static boolean isWhole(AgentsStatus status) {
        return status.agents().stream().noneMatch(Objects::isNull);
    }
}
