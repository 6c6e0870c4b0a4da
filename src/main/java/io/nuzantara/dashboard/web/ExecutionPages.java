package io.nuzantara.dashboard.web;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.dashboard.web.ExecutionsPage.Choice;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.ExecutionFilter;
import io.nuzantara.execution.Executions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of executions. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ExecutionPages {

    private static final int SHOWN = 50;
    private static final List<String> STATES =
            List.of("started", "running", "waiting_approval", "completed", "failed", "cancelled");

    private final Agents agents;
    private final AgentNames names;
    private final Executions executions;
    private final Words words;

    ExecutionPages(Agents agents, AgentNames names, Executions executions, Words words) {
        this.agents = agents;
        this.names = names;
        this.executions = executions;
        this.words = words;
    }

    @GetMapping("/executions")
    String list(
            @RequestParam(defaultValue = "") String agent,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    Instant before,
            @RequestParam(required = false) @Nullable UUID id,
            Locale locale,
            Model model) {
        var place = before == null || id == null ? null : new ExecutionFilter.Before(before, id);
        var filter = new ExecutionFilter(
                SHOWN,
                place,
                agent.isEmpty() ? null : agent,
                STATES.contains(status) ? status : null,
                null,
                null,
                null);
        model.addAttribute("page", page(filter, words.in(locale)));
        return "dashboard/executions";
    }

    private ExecutionsPage page(ExecutionFilter filter, Wording words) {
        var found = executions.recent(filter);
        return new ExecutionsPage(
                Stream.concat(
                                Stream.of(new Choice("", words.of("filter.all-agents"), filter.agent() == null)),
                                agents.all().stream()
                                        .map(agent -> new Choice(
                                                agent.id(),
                                                agent.name(),
                                                agent.id().equals(filter.agent()))))
                        .toList(),
                Stream.concat(
                                Stream.of(new Choice("", words.of("filter.all-states"), filter.status() == null)),
                                STATES.stream()
                                        .map(state -> new Choice(
                                                state,
                                                State.of(state, false, words).word(),
                                                state.equals(filter.status()))))
                        .toList(),
                found.stream()
                        .map(execution -> ExecutionRow.of(execution, names.of(execution.agentName(), words), words))
                        .toList(),
                total(executions.count(filter), words),
                found.size() < filter.limit() ? null : older(filter, found.getLast()));
    }

    private static String total(Executions.Total total, Wording words) {
        var number = words.number((double) total.number());
        return total.lowerBound() ? words.of("executions.more-than", number) : number;
    }

    private static String older(ExecutionFilter filter, ExecutionView last) {
        return UriComponentsBuilder.fromPath("/executions")
                .queryParam("before", "{before}")
                .queryParam("id", "{id}")
                .queryParamIfPresent("agent", Optional.ofNullable(filter.agent()))
                .queryParamIfPresent("status", Optional.ofNullable(filter.status()))
                .encode()
                .buildAndExpand(last.startedAt(), last.executionId())
                .toUriString();
    }
}
