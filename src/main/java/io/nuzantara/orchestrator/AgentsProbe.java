package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.build.Build;
import io.nuzantara.telemetry.Nodes;
import java.util.HashSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Asks the agents service every minute how it is, from the process that depends on the answer, and notes what came for all to
 * see. Beside the cycles and their circuit: to ask changes nothing.
 */
public final class AgentsProbe {

    private final AgentsClient agents;
    private final Nodes nodes;
    private final Build build;
    private final boolean enabled;

    AgentsProbe(AgentsClient agents, Nodes nodes, Build build, boolean enabled) {
        this.agents = agents;
        this.nodes = nodes;
        this.build = build;
        this.enabled = enabled;
    }

    /** Asks now, unless the orchestrator of this process is switched off. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    public void look() {
        if (enabled) {
            count();
        }
    }

    /** Asks now; the number of agents when the answer is as it should be. */
    Optional<Integer> count() {
        var answer = agents.knock();
        nodes.agentsAnswered(complaint(answer));
        return answer instanceof Answer.Given<AgentsStatus>(var status)
                ? Optional.of(status.totalAgents())
                : Optional.empty();
    }

    private @Nullable String complaint(Answer<AgentsStatus> answer) {
        return switch (answer) {
            case Answer.Given<AgentsStatus>(var status) -> complaint(status);
            case Answer.Refused<AgentsStatus>(var code, var detail, var _) -> code + ": " + detail;
            case Answer.Missing<AgentsStatus>(var reason) -> reason;
        };
    }

    private @Nullable String complaint(AgentsStatus status) {
        if (build.isNewerThan(status.version())) {
            return "it is of version %s, older than ours, %s".formatted(status.version(), build.version());
        }
        var missing = new TreeSet<>(AgentsStatus.BUILT_IN);
        missing.removeAll(
                new HashSet<>(status.agents().stream().map(AgentStatus::id).toList()));
        return missing.isEmpty() ? null : "it lacks " + missing.stream().collect(Collectors.joining(", "));
    }
}
