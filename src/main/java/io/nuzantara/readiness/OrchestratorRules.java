package io.nuzantara.readiness;

import io.nuzantara.orchestrator.CycleAccount;
import io.nuzantara.readiness.Standing.Failed;
import io.nuzantara.readiness.Standing.Met;
import io.nuzantara.readiness.Standing.NotYet;
import io.nuzantara.telemetry.Nodes.Node;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Whether the orchestrator works and reaches the agents. */
record OrchestratorRules(Facts facts) {

    /** An orchestrator asks every minute. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    Standing reaches() {
        var asked = lastAsked();
        if (asked.isEmpty()) {
            return new NotYet(noneHas("asked them yet"));
        }
        var node = asked.get();
        var at = Standing.time(Objects.requireNonNull(node.agentsAskedAt()));
        if (at.isBefore(facts.now().minus(FRESH))) {
            return new NotYet("The orchestrator last asked at %s.".formatted(at));
        }
        if (node.agentsComplaint() == null) {
            return new Met("Answered at %s.".formatted(at));
        }
        var sentence = "The agents service does not answer as it should: %s.".formatted(withoutEnd(node));
        return node.agentsAnsweredAt() == null ? new NotYet(sentence) : new Failed(sentence);
    }

    private Optional<Node> lastAsked() {
        return facts.deployment().orchestrators().stream()
                .filter(node -> node.agentsAskedAt() != null)
                .max(Comparator.comparing(node -> Objects.requireNonNull(node.agentsAskedAt())));
    }

    private static String withoutEnd(Node node) {
        return Objects.requireNonNull(node.agentsComplaint()).replaceAll("\\.$", "");
    }

    private String noneHas(String done) {
        return facts.deployment().orchestrators().isEmpty()
                ? "No orchestrator of %s shows itself."
                        .formatted(facts.deployment().newest().version())
                : "The orchestrator has not %s.".formatted(done);
    }

    Standing called() {
        var trouble = trouble();
        if (trouble.isPresent()) {
            return new Failed(trouble.get());
        }
        var cycles = facts.cycles();
        if (cycles.reached() > 0) {
            return new Met(
                    "%d cycles reached the agents, with %d executions.".formatted(cycles.reached(), cycles.calls()));
        }
        return lastAsked()
                .map(Node::agentsAnsweredAt)
                .<Standing>map(at ->
                        new Met("Answered at %s; the first cycle comes at its hour.".formatted(Standing.time(at))))
                .orElseGet(() -> new NotYet(noneHas("been answered yet")));
    }

    /** Why the newest cycle could not reach agents. */
    private Optional<String> trouble() {
        return facts.lastCycle()
                .map(CycleAccount.Last::trouble)
                .map(trouble -> "The last cycle did not reach them: %s.".formatted(trouble.replaceAll("\\.$", "")));
    }

    Standing initialised() {
        return facts.deployment().orchestrators().stream()
                .flatMap(node -> Optional.ofNullable(node.orchestratorInitialisedAt()).stream())
                .findFirst()
                .<Standing>map(at -> new Met("Since %s.".formatted(Standing.time(at))))
                .orElseGet(() ->
                        new NotYet(noneHas("begun: its log says why; ENABLE_ORCHESTRATOR=false keeps it from it")));
    }

    Standing finished() {
        var finished = facts.cycles().finished();
        return finished > 0 ? new Met("%d ended.".formatted(finished)) : new NotYet("None has ended yet.");
    }

    Standing succeeded() {
        var trouble = trouble();
        if (trouble.isPresent()) {
            return new Failed(trouble.get());
        }
        var cycles = facts.cycles();
        return cycles.reached() > 0
                ? new Met("In %d cycles, with %d executions.".formatted(cycles.reached(), cycles.calls()))
                : new NotYet("No cycle has reached them yet.");
    }
}
