package io.nuzantara.dashboard.web;

import io.nuzantara.alert.AlertLog;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.AgentsStatus.Stopped;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.AgentsStatusQuery;
import io.nuzantara.execution.Approvals;
import io.nuzantara.execution.ExecutionFilter;
import io.nuzantara.execution.Executions;
import io.nuzantara.nurture.Outreach;
import io.nuzantara.orchestrator.CycleReports;
import io.nuzantara.readiness.ReadinessMatrix;
import io.nuzantara.readiness.ReadinessView;
import io.nuzantara.readiness.Success;
import io.nuzantara.telemetry.Nodes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The first page. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class Today {

    private static final int SHOWN = 8;
    private static final int ALERTS = 5;

    private final AgentsStatusQuery agents;
    private final Executions executions;
    private final CycleReports cycles;
    private final Approvals approvals;
    private final Outreach outreach;
    private final AlertLog alerts;
    private final ReadinessMatrix readiness;
    private final Success success;
    private final Nodes nodes;
    private final Words words;

    Today(
            AgentsStatusQuery agents,
            Executions executions,
            CycleReports cycles,
            Approvals approvals,
            Outreach outreach,
            AlertLog alerts,
            ReadinessMatrix readiness,
            Success success,
            Nodes nodes,
            Words words) {
        this.agents = agents;
        this.executions = executions;
        this.cycles = cycles;
        this.approvals = approvals;
        this.outreach = outreach;
        this.alerts = alerts;
        this.readiness = readiness;
        this.success = success;
        this.nodes = nodes;
        this.words = words;
    }

    /** The page; only its agents when htmx asks, and a reload of the whole once nothing runs any more. */
    @GetMapping("/")
    String today(
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partial,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        var page = page(words.in(locale));
        model.addAttribute("page", page);
        response.setHeader(HttpHeaders.VARY, "HX-Request");
        if (partial && !page.live()) {
            response.setHeader("HX-Refresh", "true");
        }
        return partial ? "dashboard/today :: agents" : "dashboard/today";
    }

    private TodayPage page(Wording words) {
        var answer = agents.status();
        var status = answer.agents();
        var last = status.stream()
                .flatMap(agent -> last(agent).stream())
                .collect(Collectors.toMap(ExecutionView::agentName, execution -> execution));
        return new TodayPage(
                words.greeting(),
                words.today(),
                stopped(answer.stopped(), words),
                success.checklist().map(owed -> Checklist.of(owed, words)).orElse(null),
                needs(status, last, words),
                status.stream().anyMatch(agent -> agent.active() != null),
                status.stream()
                        .map(agent -> AgentCard.of(agent, last.get(agent.id()), words))
                        .toList(),
                cycles.latest().map(cycle -> CyclePart.of(cycle, words)).orElse(null),
                recent(status, words),
                readiness
                        .known()
                        .map(view -> ReadinessPages.summary(view, words))
                        .orElse(null),
                readiness.known().map(view -> checks(view, words)).orElse(List.of()),
                nodes.alive().stream().map(node -> line(node, words)).toList());
    }

    private static @Nullable String stopped(@Nullable Stopped stop, Wording words) {
        return stop == null
                ? null
                : words.of(
                        "today.stopped", stop.by(), words.moment(stop.since()).text(), stop.reason());
    }

    private List<ExecutionView> last(AgentStatus agent) {
        return executions.recent(ExecutionFilter.newest(1, agent.id()));
    }

    /** Alerts that last, approvals, drafts, open proposals, and last executions that failed or ended not whole. */
    private List<TodayPage.Need> needs(List<AgentStatus> agents, Map<String, ExecutionView> last, Wording words) {
        return Stream.of(
                        alerts(words).stream(),
                        approvals(words).stream(),
                        drafts(words).stream(),
                        agents.stream().flatMap(agent -> proposals(agent, last.get(agent.id()), words).stream()),
                        agents.stream().flatMap(agent -> need(agent, last.get(agent.id()), words).stream()))
                .flatMap(needs -> needs)
                .toList();
    }

    private static List<TodayPage.Need> proposals(AgentStatus agent, @Nullable ExecutionView last, Wording words) {
        var open = agent.backlog().getOrDefault("open_proposals", 0L);
        return open == 0 || last == null
                ? List.of()
                : List.of(new TodayPage.Need(
                        State.of("waiting_approval", false, words),
                        words.of("need.proposals", open, agent.name()),
                        "/executions/" + last.executionId()));
    }

    private List<TodayPage.Need> alerts(Wording words) {
        return alerts.newest(true, null, ALERTS).stream()
                .map(entry -> new TodayPage.Need(AlertPages.state(entry, words), entry.title(), "/alerts"))
                .toList();
    }

    private List<TodayPage.Need> approvals(Wording words) {
        var waiting = approvals.pending();
        return waiting == 0
                ? List.of()
                : List.of(new TodayPage.Need(
                        State.of("waiting_approval", false, words), words.of("need.approvals", waiting), "/approvals"));
    }

    private List<TodayPage.Need> drafts(Wording words) {
        var waiting = outreach.awaitingApproval();
        return waiting == 0
                ? List.of()
                : List.of(new TodayPage.Need(
                        State.of("waiting_approval", false, words), words.of("need.drafts", waiting), "/drafts"));
    }

    private static List<TodayPage.Need> need(AgentStatus agent, @Nullable ExecutionView last, Wording words) {
        if (last == null || !(last.degraded() || last.status().equals("failed"))) {
            return List.of();
        }
        var state = State.of(last.status(), last.degraded(), words);
        var says = words.of("need.execution", agent.name(), state.word(), ExecutionRow.sentence(last));
        return List.of(new TodayPage.Need(state, says, "/executions/" + last.executionId()));
    }

    private List<ExecutionRow> recent(List<AgentStatus> agents, Wording words) {
        var names = agents.stream().collect(Collectors.toMap(AgentStatus::id, AgentStatus::name));
        return executions.recent(ExecutionFilter.newest(SHOWN)).stream()
                .map(execution -> ExecutionRow.of(
                        execution,
                        names.getOrDefault(execution.agentName(), words.name("agent", execution.agentName())),
                        words))
                .toList();
    }

    private static TodayPage.NodeLine line(Nodes.Node node, Wording words) {
        return new TodayPage.NodeLine(node.name(), node.role(), node.version(), words.moment(node.lastSeen()));
    }

    /** What needs a look; what is in order is only counted. */
    private static List<TodayPage.CheckLine> checks(ReadinessView view, Wording words) {
        return Stream.concat(view.in("fail").stream(), view.in("warn").stream())
                .map(row -> new TodayPage.CheckLine(
                        State.check(row.state(), words), words.name("check", row.id()), row.sentence()))
                .toList();
    }
}
