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

    static Problem disabled(String agent) {
        return new Problem(
                HttpStatus.CONFLICT,
                "agent-disabled",
                "The agent is switched off",
                agent + " is switched off in its settings. Switch it on, then start it.");
    }

    static Problem notYours(String agent) {
        return new Problem(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "Not allowed",
                "Your token starts some agents only, and %s is not one of them.".formatted(agent));
    }

    static Problem finished(ExecutionView execution) {
        return new Problem(
                HttpStatus.CONFLICT,
                "execution-finished",
                "The execution has ended",
                "Execution %s is %s since %s: there is nothing to cancel. Retry it to do it again."
                        .formatted(execution.executionId(), execution.status(), execution.completedAt()));
    }

    static Problem notFinished(ExecutionView execution) {
        return new Problem(
                HttpStatus.CONFLICT,
                "execution-not-finished",
                "The execution has not ended",
                "Execution %s is %s. Wait for its end, or cancel it, then retry it."
                        .formatted(execution.executionId(), execution.status()));
    }

    static Problem nothingFailed(UUID id) {
        return new Problem(
                HttpStatus.CONFLICT,
                "nothing-failed",
                "None of the items failed",
                "Execution %s has no failed items. Retry it without failed_items to do all of it again.".formatted(id));
    }

    static Problem otherActive(UUID id) {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "execution-active",
                        "The agent is at work",
                        "Execution %s of the same agent is active. Wait for its end, then retry.".formatted(id))
                .with("execution_id", id);
    }
}
