package io.nuzantara.readiness;

import java.util.Locale;

/** What a deployment is judged by, in the order it is shown. */
enum Criterion {
    AGENTS_REACHABLE(Stage.NOW, "The orchestrator reaches the agents service"),
    AGENTS_CALLED(Stage.NOW, "Its calls since the deployment succeeded"),
    EXECUTION_COMPLETED(Stage.NOW, "An execution has completed since the deployment"),
    NO_CRITICAL_ALERT(Stage.NOW, "No critical alert since the deployment"),

    CODE_COMMITTED(Stage.HOUR, "Both roles are built from a clean commit"),
    RELEASE_TAGGED(Stage.HOUR, "That commit carries the release tag"),
    AGENTS_RUNNING(Stage.HOUR, "The agents service runs"),
    ORCHESTRATOR_RUNNING(Stage.HOUR, "The orchestrator runs"),
    ORCHESTRATOR_INITIALISED(Stage.HOUR, "The orchestrator has begun to work"),
    STATUS_ANSWERED(Stage.HOUR, "The agents answer what they are asked"),

    CYCLE_FINISHED(Stage.DAY, "A cycle has ended"),
    AGENT_SUCCEEDED(Stage.DAY, "An agent has completed, whole"),
    EXECUTIONS_TRACKED(Stage.DAY, "Every execution has ended or is held"),
    NO_CRITICAL_ERROR(Stage.DAY, "A day without a critical alert"),
    CALLS_SUCCEED(Stage.DAY, "The orchestrator's calls reach the agents"),

    ALL_AGENTS_COMPLETED(Stage.TWO_DAYS, "All four agents have completed"),
    GRAPH_POPULATED(Stage.TWO_DAYS, "The knowledge graph holds something"),
    SCORES_FRESH(Stage.TWO_DAYS, "Every active client has a fresh score"),
    PROPOSAL_MADE(Stage.TWO_DAYS, "An improvement is proposed"),
    STABLE(Stage.TWO_DAYS, "The system is stable");

    private final Stage stage;
    private final String title;

    Criterion(Stage stage, String title) {
        this.stage = stage;
        this.title = title;
    }

    Stage stage() {
        return stage;
    }

    String title() {
        return title;
    }

    /** Kebab case, as API and messages name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
