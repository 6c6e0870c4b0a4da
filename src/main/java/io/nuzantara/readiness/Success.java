package io.nuzantara.readiness;

import io.nuzantara.orchestrator.AgentsProbe;
import io.nuzantara.readiness.SuccessView.Line;
import io.nuzantara.readiness.SuccessView.Release;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether the deployment holds what it promised, computed from data alone: the same answer on every process. */
@Component
public class Success {

    private static final Duration YOUNG = Duration.ofDays(7);

    private final FactsReading reading;
    private final ObjectProvider<AgentsProbe> probe;
    private final Clock clock;

    Success(FactsReading reading, ObjectProvider<AgentsProbe> probe, Clock clock) {
        this.reading = reading;
        this.probe = probe;
        this.clock = clock;
    }

    /** How it stands; right after a deployment, an orchestrator that is asked asks the agents first. */
    public SuccessView at(Stage stage) {
        if (stage == Stage.NOW) {
            probe.ifAvailable(AgentsProbe::look);
        }
        var now = clock.instant();
        return reading.deployment()
                .map(deployment -> view(stage, reading.read(now, deployment)))
                .orElseGet(() -> new SuccessView(false, stage.code(), now, null, List.of()));
    }

    /** What a deployment of the last seven days still owes; empty when that is nothing, and later. */
    public Optional<SuccessView> checklist() {
        var now = clock.instant();
        return reading.deployment()
                .filter(deployment -> now.isBefore(deployment.start().plus(YOUNG)))
                .map(deployment -> view(Stage.TWO_DAYS, reading.read(now, deployment)))
                .filter(success -> !success.met());
    }

    private static SuccessView view(Stage stage, Facts facts) {
        var rules = new SuccessRules(facts);
        var lines = Arrays.stream(Criterion.values())
                .filter(criterion -> stage.includes(criterion.stage()))
                .map(criterion -> line(criterion, rules.judge(criterion), facts))
                .toList();
        var deployment = facts.deployment();
        var newest = deployment.newest();
        return new SuccessView(
                lines.stream().allMatch(Line::isFine),
                stage.code(),
                facts.now(),
                new Release(newest.version(), newest.commit(), newest.tag(), deployment.start()),
                lines);
    }

    private static Line line(Criterion criterion, Standing standing, Facts facts) {
        return new Line(
                criterion.id(),
                criterion.stage().code(),
                criterion.title(),
                standing.code(),
                standing.says(),
                proof(criterion, facts));
    }

    /** Where a person sees it with own eyes. */
    private static String proof(Criterion criterion, Facts facts) {
        return switch (criterion) {
            case CODE_COMMITTED,
                    RELEASE_TAGGED,
                    AGENTS_RUNNING,
                    ORCHESTRATOR_RUNNING,
                    ORCHESTRATOR_INITIALISED,
                    AGENTS_REACHABLE,
                    STATUS_ANSWERED -> "/#nodes";
            case AGENTS_CALLED, CYCLE_FINISHED, CALLS_SUCCEED ->
                facts.lastCycle().map(last -> "/cycles/" + last.cycle()).orElse("/cycles");
            case EXECUTION_COMPLETED, AGENT_SUCCEEDED, EXECUTIONS_TRACKED, ALL_AGENTS_COMPLETED -> "/executions";
            case NO_CRITICAL_ALERT, NO_CRITICAL_ERROR, STABLE -> "/alerts";
            case GRAPH_POPULATED -> "/executions?agent=knowledge_graph_builder";
            case SCORES_FRESH -> "/executions?agent=client_value_predictor";
            case PROPOSAL_MADE -> "/executions?agent=conversation_trainer";
        };
    }
}
