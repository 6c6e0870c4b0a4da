package io.nuzantara.readiness;

import io.nuzantara.telemetry.Nodes.Node;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The release that is judged: that of the process which started last, and all its processes.
 *
 * @param newest the process that started last, of those that live where there are any
 * @param start when the first process of this release started, after the last one of any other
 * @param nodes all processes of this release since then
 */
record Deployment(Node newest, Instant start, List<Node> nodes) {

    Deployment {
        nodes = List.copyOf(nodes);
    }

    /** The deployment that these processes show; empty when there is none at all. */
    static Optional<Deployment> of(List<Node> all) {
        return newest(all).map(newest -> {
            var earlier = all.stream()
                    .filter(node ->
                            !node.isOfOneBuildWith(newest) && node.startedAt().isBefore(newest.startedAt()))
                    .map(Node::startedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            var own = all.stream()
                    .filter(node ->
                            node.isOfOneBuildWith(newest) && (node.startedAt().isAfter(earlier) || node.isAlive()))
                    .toList();
            var start = own.stream()
                    .map(Node::startedAt)
                    .filter(started -> started.isAfter(earlier))
                    .min(Comparator.naturalOrder())
                    .orElse(newest.startedAt());
            return new Deployment(newest, start, own);
        });
    }

    private static Optional<Node> newest(List<Node> all) {
        var byStart = Comparator.comparing(Node::startedAt).thenComparing(Node::name);
        return all.stream()
                .filter(Node::isAlive)
                .max(byStart)
                .or(() -> all.stream().max(byStart));
    }

    /** Live processes that serve the agents. */
    List<Node> agents() {
        return alive(node -> !node.role().equals("orchestrator"));
    }

    /** Live processes that run cycles. */
    List<Node> orchestrators() {
        return alive(node -> !node.role().equals("agents"));
    }

    /** Processes whose end nobody planned. */
    List<Node> silent() {
        return nodes.stream().filter(Node::isSilent).toList();
    }

    private List<Node> alive(Predicate<Node> role) {
        return nodes.stream().filter(Node::isAlive).filter(role).toList();
    }
}
