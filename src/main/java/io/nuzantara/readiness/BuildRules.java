package io.nuzantara.readiness;

import io.nuzantara.build.Build;
import io.nuzantara.readiness.Standing.Failed;
import io.nuzantara.readiness.Standing.Met;
import io.nuzantara.readiness.Standing.NotApplicable;
import io.nuzantara.readiness.Standing.NotYet;
import io.nuzantara.telemetry.Nodes.Node;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What runs, and what it was built from. */
record BuildRules(Deployment deployment) {

    Standing clean() {
        if (deployment.agents().isEmpty() || deployment.orchestrators().isEmpty()) {
            return new NotYet("Not both roles run yet.");
        }
        var newest = deployment.newest();
        if (newest.commit() == null || newest.commit().equals(Build.UNKNOWN)) {
            return new Failed("%s does not know its commit: build it from git, or with -Drevision=COMMIT."
                    .formatted(newest.version()));
        }
        return Stream.concat(deployment.agents().stream(), deployment.orchestrators().stream())
                .filter(node -> !Boolean.FALSE.equals(node.dirty()))
                .findFirst()
                .<Standing>map(node -> new Failed("%s was built from %s with changes that were not committed."
                        .formatted(node.name(), node.commit())))
                .orElseGet(() -> new Met("Commit %s.".formatted(newest.commit())));
    }

    Standing tagged() {
        var newest = deployment.newest();
        if (newest.version().endsWith("-SNAPSHOT")) {
            return new NotApplicable("%s is a snapshot, no release.".formatted(newest.version()));
        }
        var wanted = "v" + newest.version();
        return Objects.equals(newest.tag(), wanted)
                ? new Met("Tag %s.".formatted(wanted))
                : new Failed("Commit %s does not carry the tag %s: push the tag and build from it."
                        .formatted(newest.commit(), wanted));
    }

    Standing running(String what, List<Node> alive) {
        var version = deployment.newest().version();
        return alive.isEmpty()
                ? new NotYet("No %s of %s shows itself.".formatted(what, version))
                : new Met("%d of %s, %s."
                        .formatted(alive.size(), version, alive.getFirst().name()));
    }
}
