package io.nuzantara.optimizer.web;

import io.nuzantara.optimizer.Performance;
import io.nuzantara.security.Problem;
import io.nuzantara.telemetry.Delta;
import io.nuzantara.telemetry.Endpoints;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the optimizer knows, read only. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class PerformanceController {

    private static final Pattern HOURS = Pattern.compile("([1-9][0-9]{0,2})h");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String USUAL_WINDOW = "24h";
    private static final int MOST_HOURS = 168;
    private static final int STATEMENTS = 100;

    private final Performance performance;

    PerformanceController(Performance performance) {
        this.performance = performance;
    }

    @GetMapping("/api/performance/overview")
    @PreAuthorize("hasAuthority('execution:read')")
    Performance.Overview overview() {
        return performance.overview();
    }

    /** The 100 statements with the largest total time; without a window those of 24 hours, an empty one is refused. */
    @GetMapping("/api/performance/statements")
    @PreAuthorize("hasAuthority('execution:read')")
    StatementPage statements(@RequestParam(required = false) @Nullable String window) {
        return StatementPage.of(performance.statements(hours(window == null ? USUAL_WINDOW : window)));
    }

    @GetMapping("/api/performance/endpoints")
    @PreAuthorize("hasAuthority('execution:read')")
    Endpoints.Window endpoints() {
        return performance.endpoints();
    }

    @GetMapping("/api/performance/findings")
    @PreAuthorize("hasAuthority('execution:read')")
    FindingPage findings() {
        return new FindingPage(performance.findings());
    }

    @GetMapping("/api/performance/health")
    @PreAuthorize("hasAuthority('execution:read')")
    HealthPage health() {
        return new HealthPage(performance.health());
    }

    @GetMapping("/api/performance/proposals")
    @PreAuthorize("hasAuthority('execution:read')")
    ProposalPage proposals() {
        return new ProposalPage(performance.proposals());
    }

    @GetMapping("/api/performance/proposals/{id}")
    @PreAuthorize("hasAuthority('execution:read')")
    Performance.ProposalView proposal(@PathVariable String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> performance.proposal(Long.parseLong(text)))
                .orElseThrow(PerformanceController::unknownProposal);
    }

    private static Problem unknownProposal() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "proposal-unknown",
                "There is no such proposal",
                "GET /api/performance/proposals lists them.");
    }

    private static Duration hours(String window) {
        var hours = HOURS.matcher(window);
        if (hours.matches() && Integer.parseInt(hours.group(1)) <= MOST_HOURS) {
            return Duration.ofHours(Integer.parseInt(hours.group(1)));
        }
        var reason = "must be hours from 1h to 168h, e.g. 24h";
        throw new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-invalid",
                "A parameter is not valid",
                "window: " + reason + ".",
                List.of(new Problem.Invalid("/window", reason)));
    }

    /** Statements of a window, the largest total time first. */
    record StatementPage(Delta window, int total) {
        static StatementPage of(Delta delta) {
            var top = delta.statements().stream().limit(STATEMENTS).toList();
            var shown = new Delta(delta.from(), delta.to(), delta.snapshots(), delta.resets(), delta.evictions(), top);
            return new StatementPage(shown, delta.statements().size());
        }
    }

    record FindingPage(List<Performance.OpenFinding> findings) {}

    record HealthPage(List<Performance.Check> checks) {}

    record ProposalPage(List<Performance.ProposalView> proposals) {}
}
