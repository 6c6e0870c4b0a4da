package io.nuzantara.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The agents' HTTP contract: served by the agents role, called by the orchestrator and the command line. */
@HttpExchange("/api/autonomous-agents")
public interface AgentsApi {

    /**
     * Starts an execution of an agent.
     *
     * @param agent the agent in kebab form, e.g. {@code conversation-trainer}
     * @param query parameters of the agent as query parameters
     * @param body the same parameters as a JSON object; given in both places they must be equal
     * @param idempotencyKey a repeat with the same key returns the first execution; 1-200 visible ASCII characters
     * @param prefer {@code wait=N} (at most 60) answers 200 when the execution ends within N seconds
     * @return 202 with {@code Location}, or 200 as {@code prefer} asks
     */
    @PostExchange("/{agent}/run")
    ResponseEntity<ExecutionView> run(
            @PathVariable String agent,
            @RequestParam MultiValueMap<String, String> query,
            @RequestBody(required = false) @Nullable Map<String, Object> body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer);

    /** All agents with their schedules, last executions and what waits for them. */
    @GetExchange("/status")
    AgentsStatus status();

    /**
     * Executions, newest first.
     *
     * @param limit 1-200, 20 when absent
     * @param cursor {@code next_cursor} of the page before
     */
    @GetExchange("/executions")
    ExecutionPage executions(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String degraded,
            @RequestParam(required = false) @Nullable String trigger);

    /** One execution; 404 {@code execution-unknown} when there is none of this id. */
    @GetExchange("/executions/{executionId}")
    ExecutionView execution(@PathVariable String executionId);
}
