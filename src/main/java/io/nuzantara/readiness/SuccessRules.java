package io.nuzantara.readiness;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.readiness.Standing.Failed;
import io.nuzantara.readiness.Standing.Met;
import io.nuzantara.readiness.Standing.NotApplicable;
import io.nuzantara.readiness.Standing.NotYet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeSet;

/** Judges a deployment by what is known of it. Pure: the same facts give the same judgement. */
final class SuccessRules {

    private static final double MOST_DEGRADED = 0.05;
    private static final NotApplicable SWITCHED_OFF =
            new NotApplicable("Cycles are switched off on purpose: nothing is decided, everything else works.");

    private final Facts facts;
    private final OrchestratorRules orchestrator;
    private final BuildRules builds;

    SuccessRules(Facts facts) {
        this.facts = facts;
        this.orchestrator = new OrchestratorRules(facts);
        this.builds = new BuildRules(facts.deployment());
    }

    /** How this criterion stands; what has not come within its stage's time has failed. */
    Standing judge(Criterion criterion) {
        var standing = standing(criterion);
        return standing instanceof NotYet(var missing) && isOver(criterion.stage())
                ? new Failed(missing + " Its time was over at " + Standing.time(end(criterion.stage())) + ".")
                : standing;
    }

    private Standing standing(Criterion criterion) {
        return switch (criterion) {
            case AGENTS_REACHABLE, STATUS_ANSWERED -> ifOn(orchestrator.reaches());
            case AGENTS_CALLED -> ifOn(orchestrator.called());
            case EXECUTION_COMPLETED -> completed();
            case NO_CRITICAL_ALERT -> noCriticalAlert();
            case CODE_COMMITTED -> builds.clean();
            case RELEASE_TAGGED -> builds.tagged();
            case AGENTS_RUNNING ->
                builds.running("agents service", facts.deployment().agents());
            case ORCHESTRATOR_RUNNING ->
                builds.running("orchestrator", facts.deployment().orchestrators());
            case ORCHESTRATOR_INITIALISED -> ifOn(orchestrator.initialised());
            case CYCLE_FINISHED -> ifOn(orchestrator.finished());
            case AGENT_SUCCEEDED -> succeeded();
            case EXECUTIONS_TRACKED -> tracked();
            case NO_CRITICAL_ERROR -> afterItsTime(Stage.DAY, noCriticalAlert());
            case CALLS_SUCCEED -> ifOn(orchestrator.succeeded());
            case ALL_AGENTS_COMPLETED -> allCompleted();
            case GRAPH_POPULATED -> populated();
            case SCORES_FRESH -> fresh();
            case PROPOSAL_MADE -> proposed();
            case STABLE -> afterItsTime(Stage.TWO_DAYS, stable());
        };
    }

    private Standing ifOn(Standing standing) {
        return facts.cyclesOn() ? standing : SWITCHED_OFF;
    }

    private Standing completed() {
        var executions = facts.executions();
        if (executions.completed() > 0) {
            return new Met("%d completed.".formatted(executions.completed()));
        }
        if (executions.failed() > 0 && executions.active() == 0) {
            return new Failed(
                    "%d failed and none completed; the last: %s.".formatted(executions.failed(), facts.lastFailure()));
        }
        return new NotYet(executions.active() > 0 ? "None has ended yet, some are at work." : "None has begun yet.");
    }

    private Standing noCriticalAlert() {
        var alerts = facts.alerts();
        return alerts.raised() == 0
                ? new Met("None was raised.")
                : new Failed(
                        "%d raised since the deployment; the last: %s.".formatted(alerts.raised(), alerts.title()));
    }

    /** What only a whole time without trouble proves is not met before. */
    private Standing afterItsTime(Stage stage, Standing standing) {
        return standing instanceof Met && !isOver(stage)
                ? new NotYet("Nothing against it so far; judged at %s.".formatted(Standing.time(end(stage))))
                : standing;
    }

    private boolean isOver(Stage stage) {
        return stage != Stage.NOW && !facts.now().isBefore(end(stage));
    }

    private Instant end(Stage stage) {
        return facts.deployment().start().plus(stage.length());
    }

    private Standing succeeded() {
        var executions = facts.executions();
        return executions.whole() > 0
                ? new Met("%d completed, whole.".formatted(executions.whole()))
                : new NotYet("%d completed, all degraded; %d failed."
                        .formatted(executions.completed(), executions.failed()));
    }

    private Standing tracked() {
        var executions = facts.executions();
        if (executions.lost() + executions.overdue() > 0) {
            return new Failed("%d are held by nobody, %d are past their deadline."
                    .formatted(executions.lost(), executions.overdue()));
        }
        return executions.accepted() == 0
                ? new NotYet("None has been accepted yet.")
                : new Met(
                        "%d accepted, %d of them still at work.".formatted(executions.accepted(), executions.active()));
    }

    private Standing allCompleted() {
        var missing = new TreeSet<>(AgentsStatus.BUILT_IN);
        missing.removeAll(facts.completedAgents());
        return missing.isEmpty()
                ? new Met("All have.")
                : new NotYet("Not yet: %s.".formatted(String.join(", ", missing)));
    }

    private Standing populated() {
        if (facts.graphPopulated()) {
            return new Met("It holds entities and how they are related.");
        }
        return facts.conversations()
                ? new NotYet("There are conversations, but no entities that are related.")
                : new NotApplicable("There are no conversations yet.");
    }

    private Standing fresh() {
        var scores = facts.scores();
        if (scores.active() == 0) {
            return new NotApplicable("There are no active clients yet.");
        }
        return scores.without() == 0
                ? new Met("All %d have one younger than 48 hours.".formatted(scores.active()))
                : new NotYet("%d of %d have none younger than 48 hours.".formatted(scores.without(), scores.active()));
    }

    private Standing proposed() {
        var made = facts.improvements();
        var findings = made.findings() == null ? 0 : made.findings();
        if (made.patches() + findings > 0) {
            return new Met(
                    "%d edits of the prompt, %d findings about performance.".formatted(made.patches(), findings));
        }
        if (made.training() == null || made.findings() == null) {
            return new NotYet(
                    made.training() == null
                            ? "The Conversation Trainer has not come to a result yet."
                            : "The Performance Optimizer has not come to a result yet.");
        }
        return new NotApplicable("Nothing to propose: the Trainer says %s, the Optimizer found nothing."
                .formatted(made.training().replace('_', ' ')));
    }

    private Standing stable() {
        var against = new ArrayList<String>();
        var silent = facts.deployment().silent();
        if (!silent.isEmpty()) {
            against.add("%d processes ended without a plan, the last at %s"
                    .formatted(silent.size(), Standing.time(silent.getFirst().lastSeen())));
        }
        if (facts.executions().poisoned() > 0) {
            against.add("%d executions were given up as poisoned"
                    .formatted(facts.executions().poisoned()));
        }
        if (facts.alerts().lasting() > 0) {
            against.add("%d critical alerts last".formatted(facts.alerts().lasting()));
        }
        if (facts.executions().degradedShare() > MOST_DEGRADED) {
            against.add("%.0f %% of the executions were degraded"
                    .formatted(facts.executions().degradedShare() * 100));
        }
        if (!facts.burning().isEmpty()) {
            against.add("service levels burn: " + String.join(", ", facts.burning()));
        }
        return against.isEmpty()
                ? new Met(
                        "No unplanned end, nothing poisoned, no critical alert, little degraded, no service level burns.")
                : new Failed(String.join("; ", against) + ".");
    }
}
