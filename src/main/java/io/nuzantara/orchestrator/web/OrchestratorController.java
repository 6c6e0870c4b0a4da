package io.nuzantara.orchestrator.web;

import io.nuzantara.orchestrator.CycleLine;
import io.nuzantara.orchestrator.CycleReports;
import io.nuzantara.orchestrator.CycleRequests;
import io.nuzantara.orchestrator.CycleRequests.Request;
import io.nuzantara.orchestrator.CycleStatistics;
import io.nuzantara.orchestrator.CycleSwitch;
import io.nuzantara.orchestrator.CycleSwitch.State;
import io.nuzantara.orchestrator.CycleView;
import io.nuzantara.orchestrator.PlanView;
import io.nuzantara.orchestrator.Planning;
import io.nuzantara.orchestrator.Planning.Decider;
import io.nuzantara.orchestrator.StatisticsView;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests for cycles and answers what they did and why; processes of every role answer. */
@RestController
@RequestMapping("/api/orchestrator")
class OrchestratorController {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 200;

    private final CycleRequests requests;
    private final CycleReports reports;
    private final Planning planning;
    private final CycleStatistics statistics;
    private final CycleSwitch cycleSwitch;

    OrchestratorController(
            CycleRequests requests,
            CycleReports reports,
            Planning planning,
            CycleStatistics statistics,
            CycleSwitch cycleSwitch) {
        this.requests = requests;
        this.reports = reports;
        this.planning = planning;
        this.statistics = statistics;
        this.cycleSwitch = cycleSwitch;
    }

    /** Cycles, the one at work first, then newest first. */
    record CyclePage(List<CycleLine> cycles) {}

    @GetMapping
    @PreAuthorize("hasAuthority('execution:read')")
    State state() {
        return cycleSwitch.state();
    }

    /** Whether cycles run from now on. */
    record Change(@Nullable Boolean enabled) {}

    @PutMapping
    @PreAuthorize("hasAuthority('limit:change')")
    State change(@RequestBody Change change, Principal caller) {
        if (change.enabled() == null) {
            throw CycleProblems.invalid("enabled", "it must be true or false");
        }
        return cycleSwitch.change(change.enabled(), caller.getName());
    }

    @PostMapping("/cycles")
    @PreAuthorize("hasAuthority('execution:start')")
    ResponseEntity<CycleView> start(Principal caller) {
        return switch (requests.request(caller.getName())) {
            case Request.Accepted(var cycle) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/orchestrator/cycles/" + cycle.cycleId()))
                        .body(cycle);
            case Request.Active(var id) -> throw CycleProblems.active(id);
            case Request.Disabled() -> throw CycleProblems.disabled();
        };
    }

    @GetMapping("/cycles")
    @PreAuthorize("hasAuthority('execution:read')")
    CyclePage cycles(@RequestParam(required = false) @Nullable String limit) {
        return new CyclePage(reports.list(limit(limit)));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        var number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MAX_LIMIT) {
            throw CycleProblems.limit(MAX_LIMIT);
        }
        return number;
    }

    @GetMapping("/cycles/{id}")
    @PreAuthorize("hasAuthority('execution:read')")
    CycleView cycle(@PathVariable String id) {
        return CycleProblems.id(id).flatMap(reports::find).orElseThrow(CycleProblems::unknown);
    }

    /** Asking a model costs money, so only who may start executions may do so. */
    @GetMapping("/plan")
    @PreAuthorize("hasAuthority('execution:read') and (#decide != 'model' or hasAuthority('execution:start'))")
    PlanView plan(@RequestParam(defaultValue = "rules") String decide) {
        return switch (decide) {
            case "rules" -> planning.now(Decider.RULES);
            case "model" -> planning.now(Decider.MODEL);
            default -> throw CycleProblems.invalid("decide", "it must be rules or model");
        };
    }

    @GetMapping("/statistics")
    @PreAuthorize("hasAuthority('execution:read')")
    StatisticsView statistics() {
        return statistics.now();
    }
}
