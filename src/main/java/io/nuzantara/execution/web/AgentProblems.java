package io.nuzantara.execution.web;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.ParameterReader.Refusal;
import io.nuzantara.security.Problem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** The problems of the agents' API. */
final class AgentProblems {

    private AgentProblems() {}

    static Problem agentUnknown(String agent, List<AgentDescriptor> agents) {
        var known = agents.stream().map(AgentDescriptor::path).collect(Collectors.joining(", "));
        return new Problem(
                HttpStatus.NOT_FOUND, "agent-unknown", "There is no such agent", "Agents are: " + known + ".");
    }

    static Problem executionUnknown(String id) {
        var which = Ids.uuid(id).map(uuid -> "No execution has the id " + uuid).orElse("An execution id is a UUID");
        return new Problem(
                HttpStatus.NOT_FOUND,
                "execution-unknown",
                "There is no such execution",
                which + ". GET /api/autonomous-agents/executions lists them.");
    }

    /** A conflict is named first: mending it may mend the value too. */
    static Problem refused(List<Refusal> refusals) {
        var conflict = refusals.stream().anyMatch(Refusal::conflict);
        var detail = refusals.stream()
                .map(refusal -> refusal.name() + ": " + refusal.reason())
                .collect(Collectors.joining("; ", "", "."));
        var errors = refusals.stream()
                .map(refusal -> new Problem.Invalid("/" + refusal.name(), refusal.reason()))
                .toList();
        return conflict
                ? new Problem(
                        HttpStatus.BAD_REQUEST,
                        "parameters-conflict",
                        "Query and body disagree",
                        detail + " Give each parameter once, or the same value in both places.",
                        errors)
                : new Problem(HttpStatus.BAD_REQUEST, "parameter-invalid", "A parameter is not valid", detail, errors);
    }

    static Problem invalid(String name, String reason) {
        return refused(List.of(new Refusal(name, reason, false)));
    }

    static Problem active(AgentDescriptor agent, UUID id) {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "execution-active",
                        "The agent is at work with other parameters",
                        "Execution %s of %s is active. Wait for its end, or start with the same parameters to follow it."
                                .formatted(id, agent.id()))
                .with("execution_id", id);
    }

    static Problem keyReused(UUID id) {
        return new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "The Idempotency-Key belongs to another request",
                        "Execution %s was started with this key for another agent or other parameters. Use a new key."
                                .formatted(id))
                .with("execution_id", id);
    }

    static Problem disabled(AgentDescriptor agent) {
        return new Problem(
                HttpStatus.CONFLICT,
                "agent-disabled",
                "The agent is switched off",
                agent.id() + " is switched off in its settings. Switch it on, then start it.");
    }

    /** The execution, marked as one that stood there already. */
    static ExecutionView deduplicated(ExecutionView e) {
        return new ExecutionView(
                e.executionId(),
                e.agentName(),
                e.status(),
                e.message(),
                e.startedAt(),
                e.completedAt(),
                e.result(),
                e.error(),
                true,
                e.trigger(),
                e.requestedBy(),
                e.parameters(),
                e.runningSince(),
                e.degraded(),
                e.degradedReasons(),
                e.errorCode(),
                e.state(),
                e.progress(),
                e.steps());
    }
}
