package io.nuzantara.execution.web;

import io.nuzantara.api.AgentsApi;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.ExecutionPage;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.api.ItemPage;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.AgentsStatusQuery;
import io.nuzantara.execution.Cancel;
import io.nuzantara.execution.ExecutionItems;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Retry;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.security.KillSwitch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;

/** Starts executions of agents and answers where they stand. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class AgentsController implements AgentsApi {

    private static final String EXECUTIONS = "/api/autonomous-agents/executions/";
    private static final String START = "execution:start";

    private final Agents agents;
    private final Executions executions;
    private final ExecutionItems items;
    private final AgentsStatusQuery status;
    private final KillSwitch killSwitch;
    private final Etags etags;
    private final HttpServletRequest request;

    AgentsController(
            Agents agents,
            Executions executions,
            ExecutionItems items,
            AgentsStatusQuery status,
            KillSwitch killSwitch,
            Etags etags,
            HttpServletRequest request) {
        this.agents = agents;
        this.executions = executions;
        this.items = items;
        this.status = status;
        this.killSwitch = killSwitch;
        this.etags = etags;
        this.request = request;
    }

    @Override
    @PreAuthorize("hasAnyAuthority('execution:start', 'execution:start:' + #agent.replace('-', '_'))")
    public ResponseEntity<ExecutionView> run(
            String agent,
            MultiValueMap<String, String> query,
            @Nullable Map<String, Object> body,
            @Nullable String idempotencyKey,
            @Nullable String prefer) {
        var descriptor = descriptor(agent);
        var parameters = RunRequests.parameters(descriptor, query, body);
        var key = RunRequests.key(idempotencyKey, request.getRemoteUser());
        var wait = RunRequests.wait(prefer);
        killSwitch.refuseWhileStopped();
        var start = executions.start(new StartRequest(
                descriptor.id(),
                parameters,
                RunRequests.trigger(idempotencyKey, request.getHeader(HttpHeaders.USER_AGENT)),
                request.getRemoteUser(),
                descriptor.id(),
                key));
        var answer = answer(descriptor, start);
        return wait == null ? accepted(answer) : waited(answer, wait);
    }

    private AgentDescriptor descriptor(String agent) {
        return agents.all().stream()
                .filter(descriptor -> descriptor.path().equals(agent))
                .findFirst()
                .orElseThrow(() -> AgentProblems.agentUnknown(agent, agents.all()));
    }

    private ExecutionView answer(AgentDescriptor agent, Start start) {
        return switch (start) {
            case Start.Accepted(var id) -> view(id);
            case Start.Repeated(var id) -> view(id);
            case Start.Deduplicated(var id) -> view(id).asDeduplicated();
            case Start.Active(var id) -> throw AgentProblems.active(agent, id);
            case Start.KeyReused(var id) -> throw AgentProblems.keyReused(id);
            case Start.Disabled() -> throw AgentProblems.disabled(agent.id());
        };
    }

    private ExecutionView view(UUID id) {
        return executions.find(id).orElseThrow(() -> AgentProblems.executionUnknown(id.toString()));
    }

    private static ResponseEntity<ExecutionView> accepted(ExecutionView execution) {
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, EXECUTIONS + execution.executionId())
                .body(execution);
    }

    /** Keeps the original's "answer when finished" for callers that ask for it (RFC 7240). */
    private ResponseEntity<ExecutionView> waited(ExecutionView execution, Waiting wait) {
        var last = wait.until(() -> view(execution.executionId()), ExecutionView::isFinal);
        return ResponseEntity.status(last.isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, EXECUTIONS + last.executionId())
                .header("Preference-Applied", "wait=" + wait.limit().toSeconds())
                .body(last);
    }

    @Override
    @PreAuthorize("hasAuthority('execution:read')")
    public AgentsStatus status() {
        return status.status();
    }

    @Override
    @PreAuthorize("hasAuthority('execution:read')")
    public ExecutionPage executions(
            @Nullable String limit,
            @Nullable String cursor,
            @Nullable String agent,
            @Nullable String status,
            @Nullable String degraded,
            @Nullable String trigger,
            @Nullable String since) {
        var filter = Filters.read(limit, cursor, agent, status, degraded, trigger, since);
        var page = executions.recent(filter);
        var total = executions.count(filter);
        return new ExecutionPage(true, page, total.number(), total.lowerBound(), Filters.next(filter, page));
    }

    @Override
    @PreAuthorize("hasAuthority('execution:read')")
    public ResponseEntity<ExecutionView> execution(String executionId) {
        var view = existing(executionId);
        return ResponseEntity.ok().eTag(etags.of(view)).body(view);
    }

    @Override
    @PreAuthorize("hasAuthority('execution:read')")
    public ItemPage items(
            String executionId, @Nullable String status, @Nullable String limit, @Nullable String cursor) {
        var query = ItemQuery.read(status, limit, cursor);
        var id = existing(executionId).executionId();
        return query.page(items.page(id, query.status(), query.after(), query.limit()));
    }

    @Override
    @PreAuthorize("hasAuthority('execution:cancel')")
    public ResponseEntity<ExecutionView> cancel(String executionId) {
        return switch (executions.cancel(id(executionId), request.getRemoteUser())) {
            case Cancel.Requested(var id) -> accepted(view(id));
            case Cancel.Finished(var id) -> throw AgentProblems.finished(view(id));
            case Cancel.Unknown() -> throw AgentProblems.executionUnknown(executionId);
        };
    }

    @Override
    @PreAuthorize("hasAuthority('execution:retry')")
    public ResponseEntity<ExecutionView> retry(String executionId, @Nullable String failedItems) {
        var failedOnly = Boolean.TRUE.equals(Filters.flag("failed_items", failedItems));
        refuseOtherAgents(existing(executionId).agentName());
        killSwitch.refuseWhileStopped();
        return switch (executions.retry(id(executionId), failedOnly, request.getRemoteUser())) {
            case Retry.Accepted(var id) -> accepted(view(id));
            case Retry.Active(var id) -> throw AgentProblems.otherActive(id);
            case Retry.NotFinished(var id) -> throw AgentProblems.notFinished(view(id));
            case Retry.NothingFailed(var id) -> throw AgentProblems.nothingFailed(id);
            case Retry.Disabled() ->
                throw AgentProblems.disabled(existing(executionId).agentName());
            case Retry.Unknown() -> throw AgentProblems.executionUnknown(executionId);
        };
    }

    /** A token that may start some agents only may not start another by retrying what that one did. */
    private void refuseOtherAgents(String agent) {
        var startable = startable();
        if (!startable.isEmpty() && !startable.contains(START) && !startable.contains(START + ":" + agent)) {
            throw AgentProblems.notYours(agent);
        }
    }

    private Set<String> startable() {
        return request.getUserPrincipal() instanceof Authentication caller
                ? caller.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(permission -> permission != null && permission.startsWith(START))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static UUID id(String executionId) {
        return Ids.uuid(executionId).orElseThrow(() -> AgentProblems.executionUnknown(executionId));
    }

    private ExecutionView existing(String executionId) {
        return executions.find(id(executionId)).orElseThrow(() -> AgentProblems.executionUnknown(executionId));
    }
}
