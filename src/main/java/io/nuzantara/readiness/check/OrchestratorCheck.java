package io.nuzantara.readiness.check;

import io.nuzantara.orchestrator.CycleHealth;
import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether cycles come as they should. */
final class OrchestratorCheck implements Check {

    private static final Duration WHOLE_HOUR = Duration.ofHours(1);
    private static final String SEE = "./nuzantara cycle --wait; what the last ones said: ./nuzantara cycle --list";

    private final Site site;

    OrchestratorCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "orchestrator";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        return site.ask(this::cycles);
    }

    private Verdict cycles(JdbcClient jdbc) {
        var health = CycleHealth.of(site.settings(), jdbc, site.clock().instant());
        if (!health.configured()) {
            return new Verdict.Warn("Cycles are off: ENABLE_ORCHESTRATOR is false.", "ENABLE_ORCHESTRATOR=true");
        }
        if (!health.switchedOn()) {
            return new Verdict.Warn("Cycles are switched off.", "PUT /api/orchestrator {\"enabled\": true}");
        }
        var interval = health.interval();
        return interval == null
                ? new Verdict.Pass("Cycles run on demand only.")
                : scheduled(interval, health.last(), orchestrators(jdbc));
    }

    private List<Node> orchestrators(JdbcClient jdbc) {
        return Nodes.seenFromOutside(jdbc, site.clock()).alive().stream()
                .filter(node -> !node.role().equals("agents"))
                .toList();
    }

    private Verdict scheduled(Duration interval, @Nullable Instant last, List<Node> nodes) {
        if (nodes.isEmpty()) {
            return site.service().isThisProcess()
                    ? new Verdict.Fail(
                            "No orchestrator works on this database.",
                            "Start it: NUZANTARA_ROLE=orchestrator ./nuzantara up")
                    : new Verdict.Skip("No orchestrator works on this database now.");
        }
        return aged(interval, last, nodes.stream().map(Node::startedAt).min(Instant::compareTo));
    }

    /** A pause of the whole service is no fault of the cycles: time counts from its start. */
    private Verdict aged(Duration interval, @Nullable Instant last, Optional<Instant> start) {
        var unit = interval.compareTo(WHOLE_HOUR) > 0 ? interval : WHOLE_HOUR;
        var from = Stream.concat(Stream.ofNullable(last), start.stream())
                .max(Instant::compareTo)
                .orElseThrow();
        var age = Duration.between(from, site.clock().instant());
        var says = last == null
                ? "No cycle has ended yet."
                : "The last cycle began %d minutes ago."
                        .formatted(
                                Duration.between(last, site.clock().instant()).toMinutes());
        if (age.compareTo(unit.multipliedBy(3)) > 0) {
            return site.wrongAtWork(says, SEE);
        }
        return last == null || age.compareTo(unit.multipliedBy(2)) > 0
                ? new Verdict.Warn(says, SEE)
                : new Verdict.Pass(says);
    }
}
