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
     * @param since only those accepted at or after this instant (RFC 3339)
     */
    @GetExchange("/executions")
    ExecutionPage executions(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String degraded,
            @RequestParam(required = false) @Nullable String trigger,
            @RequestParam(required = false) @Nullable String since);

    /**
     * One execution; 404 {@code execution-unknown} when there is none of this id.
     *
     * @return 200 with a strong {@code ETag}, or 304 when {@code If-None-Match} names it
     */
    @GetExchange("/executions/{executionId}")
    ResponseEntity<ExecutionView> execution(@PathVariable String executionId);

    /**
     * The items of an execution by number.
     *
     * @param status only those in this status
     * @param limit 1-200, 20 when absent
     * @param cursor {@code next_cursor} of the page before
     */
    @GetExchange("/executions/{executionId}/items")
    ItemPage items(
            @PathVariable String executionId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor);

    /**
     * Asks an execution to end; what is finished stays.
     *
     * @return 202 with the execution, which ends within seconds; 409 {@code execution-finished} when it has ended
     */
    @PostExchange("/executions/{executionId}/cancel")
    ResponseEntity<ExecutionView> cancel(@PathVariable String executionId);

    /**
     * Does an ended execution again, as a new one with the same parameters.
     *
     * @param failedItems {@code true} keeps its finished steps and items and works on the failed ones only
     * @return 202 with {@code Location} and the new execution; 409 {@code execution-not-finished}, {@code nothing-failed} or
     *     {@code execution-active}
     */
    @PostExchange("/executions/{executionId}/retry")
    ResponseEntity<ExecutionView> retry(
            @PathVariable String executionId,
            @RequestParam(name = "failed_items", required = false) @Nullable String failedItems);
}
