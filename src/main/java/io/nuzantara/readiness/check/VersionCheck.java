package io.nuzantara.readiness.check;

import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether all nodes are of one version; during a deployment two are normal. */
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
        var versions = alive.stream().map(Node::version).distinct().sorted().toList();
        if (versions.isEmpty()) {
            return new Verdict.Skip("No node works on this database now.");
        }
        return versions.size() == 1
                ? new Verdict.Pass("Version %s on every node; nodes: %d.".formatted(versions.getFirst(), alive.size()))
                : mixed(alive, versions);
    }

    private Verdict mixed(List<Node> alive, List<String> versions) {
        var since = Duration.between(mixedSince(alive), site.clock().instant());
        var says = "Nodes of different versions work together: %s.".formatted(String.join(", ", versions));
        var fix = "Finish or roll back the deployment; which node is which: GET /api/nodes";
        return since.compareTo(DEPLOYING) > 0 ? site.wrongAtWork(says, fix) : new Verdict.Warn(says, fix);
    }

    /** Since the first node of the version that came last. */
    private static Instant mixedSince(Collection<Node> alive) {
        return alive.stream()
                .collect(Collectors.toMap(Node::version, Node::startedAt, VersionCheck::earlier))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
