package io.nuzantara.dashboard.web;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.dashboard.web.ExecutionsPage.Choice;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.ExecutionFilter;
import io.nuzantara.execution.Executions;
import io.nuzantara.security.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The list of executions, and one of them. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ExecutionPages {

    private static final int SHOWN = 50;
    private static final List<String> STATES =
            List.of("started", "running", "waiting_approval", "completed", "failed", "cancelled");

    private final Agents agents;
    private final Executions executions;
    private final Words words;
    private final JsonMapper json;

    ExecutionPages(Agents agents, Executions executions, Words words, JsonMapper json) {
        this.agents = agents;
        this.executions = executions;
        this.words = words;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
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
                SHOWN, place, agent.isEmpty() ? null : agent, STATES.contains(status) ? status : null, null, null);
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
                        .map(execution -> ExecutionRow.of(execution, name(execution, words), words))
                        .toList(),
                words.number((double) executions.count(filter)),
                found.size() < filter.limit() ? null : older(filter, found.getLast()));
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

    @GetMapping("/executions/{id}")
    String one(@PathVariable String id, Locale locale, Model model) {
        var execution = uuid(id).flatMap(executions::find).orElseThrow(ExecutionPages::unknown);
        model.addAttribute("page", page(execution, words.in(locale)));
        return "dashboard/execution";
    }

    private ExecutionPage page(ExecutionView execution, Wording words) {
        var end = execution.completedAt();
        return new ExecutionPage(
                ExecutionRow.of(execution, name(execution, words), words),
                execution.requestedBy(),
                end == null ? null : words.moment(end),
                words.number(execution.state().attempts()),
                execution.state().node(),
                execution.errorCode() == null ? null : words.name("failure", execution.errorCode()),
                execution.degradedReasons().stream()
                        .map(reason -> words.name("degraded", reason))
                        .toList(),
                execution.result() == null ? List.of() : Figure.allOf(execution.result(), words),
                execution.parameters().entrySet().stream()
                        .map(entry -> new ExecutionPage.Pair(entry.getKey(), String.valueOf(entry.getValue())))
                        .toList(),
                execution.steps().stream().map(step -> line(step, words)).toList(),
                json.writeValueAsString(execution));
    }

    private static ExecutionPage.StepLine line(ExecutionView.Step step, Wording words) {
        var end = step.finishedAt();
        return new ExecutionPage.StepLine(
                State.of(step.status(), false, words),
                words.name("step", step.name()),
                words.moment(step.startedAt()),
                end == null ? null : words.lasting(Duration.between(step.startedAt(), end)));
    }

    private String name(ExecutionView execution, Wording words) {
        return agents.find(execution.agentName())
                .map(agent -> agent.descriptor())
                .map(AgentDescriptor::name)
                .orElseGet(() -> words.name("agent", execution.agentName()));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Problem unknown() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "execution-unknown",
                "There is no such execution",
                "No execution has this id. The page Executions lists them.");
    }
}
