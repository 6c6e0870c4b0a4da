package io.nuzantara.readiness.check;

import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether all nodes are of one build; during a deployment two are normal. */
final class VersionCheck implements Check {

    private static final Duration DEPLOYING = Duration.ofHours(1);

    private final Site site;

    VersionCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "version";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        return site.ask(this::nodes);
    }

    private Verdict nodes(JdbcClient jdbc) {
        var alive = Nodes.seenFromOutside(jdbc, site.clock()).alive();
        return alive.isEmpty()
                ? new Verdict.Skip("No node works on this database now.")
                : Nodes.mixedSince(alive)
                        .map(since -> mixed(alive, since))
                        .orElseGet(() -> new Verdict.Pass("Version %s on every node; nodes: %d."
                                .formatted(alive.getFirst().version(), alive.size())));
    }

    private Verdict mixed(List<Node> alive, Instant since) {
        var builds = alive.stream().map(VersionCheck::build).distinct().sorted().collect(Collectors.joining(", "));
        var says = "Nodes of different versions work together: %s.".formatted(builds);
        var fix = "Finish or roll back the deployment; which node is which: GET /api/nodes";
        return Duration.between(since, site.clock().instant()).compareTo(DEPLOYING) > 0
                ? site.wrongAtWork(says, fix)
                : new Verdict.Warn(says, fix);
    }

    /** Two builds of one version are told apart by their commits. */
    private static String build(Node node) {
        return node.commit() == null ? node.version() : "%s of %.12s".formatted(node.version(), node.commit());
    }
}
