package io.nuzantara.readiness;

import io.nuzantara.alert.AlertLog;
import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.Alerts.OpenAlert;
import io.nuzantara.clientvalue.ScoreTotals;
import io.nuzantara.conversation.Conversations;
import io.nuzantara.execution.ExecutionAccount;
import io.nuzantara.knowledge.Graph;
import io.nuzantara.orchestrator.CycleAccount;
import io.nuzantara.orchestrator.CycleSwitch;
import io.nuzantara.readiness.Facts.Improvements;
import io.nuzantara.telemetry.Nodes;
import io.nuzantara.trainer.Proposals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the owners of the tables what is known of the deployment. */
@Component
class FactsReading {

    private static final Duration FRESH_SCORE = Duration.ofDays(2);
    private static final int MOST_PATCHES = 20;
    private static final String SERVICE_LEVEL = "slo:";

    private final Nodes nodes;
    private final CycleSwitch cycleSwitch;
    private final CycleAccount cycles;
    private final ExecutionAccount executions;
    private final AlertLog alertLog;
    private final Alerts alerts;
    private final Conversations conversations;
    private final Graph graph;
    private final ScoreTotals scores;
    private final io.nuzantara.trainer.Analyses trainings;
    private final Proposals proposals;
    private final io.nuzantara.optimizer.Analyses performance;

    FactsReading(
            Nodes nodes,
            CycleSwitch cycleSwitch,
            CycleAccount cycles,
            ExecutionAccount executions,
            AlertLog alertLog,
            Alerts alerts,
            Conversations conversations,
            Graph graph,
            ScoreTotals scores,
            io.nuzantara.trainer.Analyses trainings,
            Proposals proposals,
            io.nuzantara.optimizer.Analyses performance) {
        this.nodes = nodes;
        this.cycleSwitch = cycleSwitch;
        this.cycles = cycles;
        this.executions = executions;
        this.alertLog = alertLog;
        this.alerts = alerts;
        this.conversations = conversations;
        this.graph = graph;
        this.scores = scores;
        this.trainings = trainings;
        this.proposals = proposals;
        this.performance = performance;
    }

    /** What was deployed; empty while no process has shown itself. */
    Optional<Deployment> deployment() {
        return Deployment.of(nodes.all());
    }

    /** What is known of it at this instant. */
    Facts read(Instant now, Deployment deployment) {
        var start = deployment.start();
        return new Facts(
                now,
                deployment,
                cycleSwitch.state().enabled(),
                cycles.since(start),
                cycles.last(start),
                executions.since(start, now),
                executions.completedAgents(start),
                executions.lastFailure(start).orElse(null),
                alertLog.critical(start),
                conversations.any(),
                graph.isPopulated(),
                scores.coverage(now.minus(FRESH_SCORE)),
                improvements(start),
                burning());
    }

    private Improvements improvements(Instant start) {
        var patches = proposals.recent(MOST_PATCHES).stream()
                .filter(proposal -> !proposal.createdAt().isBefore(start))
                .count();
        var training = trainings.recent(1).stream()
                .filter(analysis -> !analysis.createdAt().isBefore(start))
                .map(analysis -> analysis.status())
                .findFirst();
        var found = performance
                .latest()
                .filter(analysis -> !analysis.analysedAt().isBefore(start))
                .map(analysis -> (long) analysis.findings());
        return new Improvements(patches, training.orElse(null), found.orElse(null));
    }

    private List<String> burning() {
        return alerts.open().stream()
                .map(OpenAlert::cause)
                .filter(cause -> cause.startsWith(SERVICE_LEVEL))
                .map(cause -> cause.split(":", -1)[1])
                .distinct()
                .sorted()
                .toList();
    }
}
