package io.nuzantara.readiness;

import static io.nuzantara.readiness.DeployedSystem.COMMIT;
import static io.nuzantara.readiness.DeployedSystem.RELEASE;
import static io.nuzantara.readiness.DeployedSystem.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.build.Build;
import io.nuzantara.readiness.Standing.Failed;
import io.nuzantara.readiness.Standing.Met;
import io.nuzantara.readiness.Standing.NotApplicable;
import io.nuzantara.readiness.Standing.NotYet;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every promise of a deployment: kept, not yet kept, broken; on real tables, at the time the clock says. */
class SuccessRulesTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final String REACHED = """
            {"plan": {"snapshot": {"unreachable": null}}, "runs": [{"status": "completed", "execution_id": "e1"}]}""";
    private static final String UNREACHED = """
            {"plan": {"snapshot": {"unreachable": "it answered HTTP 503"}}, "runs": []}""";
    private static final String LOST_RUN = """
            {"plan": {"snapshot": {"unreachable": null}},
             "runs": [{"status": "unreachable", "execution_id": null, "message": "Connection refused."}]}""";

    private final DeployedSystem system = new DeployedSystem();

    // --- now -------------------------------------------------------------------------------------------------------

    @Test
    void theOrchestratorReachesTheAgents() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.AGENTS_REACHABLE))
                .isEqualTo(new NotYet("The orchestrator has not asked them yet."));

        system.asked("connection refused");
        assertThat(system.standing(Criterion.AGENTS_REACHABLE))
                .isEqualTo(new NotYet("The agents service does not answer as it should: connection refused."));

        system.asked(null);
        assertThat(system.standing(Criterion.AGENTS_REACHABLE)).isEqualTo(new Met("Answered at 2026-11-25T12:00:00Z."));

        system.after(MINUTE).asked("connection refused");
        assertThat(system.standing(Criterion.AGENTS_REACHABLE))
                .isEqualTo(new Failed("The agents service does not answer as it should: connection refused."));
    }

    @Test
    void anAnswerOfLongAgoProvesNothing() {
        system.running(RELEASE).asked(null).after(Duration.ofMinutes(4));

        assertThat(system.standing(Criterion.AGENTS_REACHABLE))
                .isEqualTo(new NotYet("The orchestrator last asked at 2026-11-25T12:00:00Z."));
    }

    @Test
    void theOrchestratorsCallsSinceTheDeploymentSucceeded() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.AGENTS_CALLED)).isInstanceOf(NotYet.class);

        system.asked(null);
        assertThat(system.standing(Criterion.AGENTS_CALLED)).isInstanceOf(Met.class);

        system.cycle(REACHED);
        assertThat(system.standing(Criterion.AGENTS_CALLED))
                .isEqualTo(new Met("1 cycles reached the agents, with 1 executions."));

        system.after(HOUR).cycle(UNREACHED);
        assertThat(system.standing(Criterion.AGENTS_CALLED))
                .isEqualTo(new Failed("The last cycle did not reach them: it answered HTTP 503."));

        system.after(HOUR).cycle(LOST_RUN);
        assertThat(system.standing(Criterion.AGENTS_CALLED))
                .isEqualTo(new Failed("The last cycle did not reach them: Connection refused."));

        system.after(HOUR).cycle(REACHED);
        assertThat(system.standing(Criterion.AGENTS_CALLED)).isInstanceOf(Met.class);
    }

    @Test
    void anExecutionHasCompletedSinceTheDeployment() {
        system.completed("own", false).after(MINUTE).running(RELEASE);
        assertThat(system.standing(Criterion.EXECUTION_COMPLETED)).isEqualTo(new NotYet("None has begun yet."));

        system.failed("own", "agent_bug");
        assertThat(system.standing(Criterion.EXECUTION_COMPLETED))
                .isEqualTo(new Failed("1 failed and none completed; the last: own: agent_bug."));

        system.atWork(true, HOUR);
        assertThat(system.standing(Criterion.EXECUTION_COMPLETED)).isInstanceOf(NotYet.class);

        system.completed("own", true);
        assertThat(system.standing(Criterion.EXECUTION_COMPLETED)).isEqualTo(new Met("1 completed."));
    }

    @Test
    void noCriticalAlertSinceTheDeployment() {
        system.alert(Severity.CRITICAL, "earlier", "An earlier trouble")
                .after(MINUTE)
                .running(RELEASE)
                .alert(Severity.WARNING, "small", "A small trouble");
        assertThat(system.standing(Criterion.NO_CRITICAL_ALERT)).isEqualTo(new Met("None was raised."));

        system.after(MINUTE)
                .alert(Severity.CRITICAL, "new", "Agents service does not answer")
                .recovered("new");
        assertThat(system.standing(Criterion.NO_CRITICAL_ALERT))
                .isEqualTo(new Failed("1 raised since the deployment; the last: Agents service does not answer."));
    }

    // --- 1 h -------------------------------------------------------------------------------------------------------

    @Test
    void bothRolesAreBuiltFromACleanCommit() {
        system.node("agents", RELEASE);
        assertThat(system.standing(Criterion.CODE_COMMITTED)).isEqualTo(new NotYet("Not both roles run yet."));

        system.node("orchestrator", RELEASE);
        assertThat(system.standing(Criterion.CODE_COMMITTED)).isEqualTo(new Met("Commit " + COMMIT + "."));

        system.after(MINUTE).running(new Build("1.2.1", "abc", true, null));
        assertThat(system.standing(Criterion.CODE_COMMITTED).says())
                .endsWith(" was built from abc with changes that were not committed.");
        assertThat(system.standing(Criterion.CODE_COMMITTED)).isInstanceOf(Failed.class);

        system.after(MINUTE).running(new Build("1.2.2", Build.UNKNOWN, true, null));
        assertThat(system.standing(Criterion.CODE_COMMITTED)).isInstanceOf(Failed.class);
    }

    @Test
    void oneRoleOfTheSameCommitBuiltWithChangesIsNotClean() {
        system.node("agents", RELEASE).node("orchestrator", new Build("1.2.0", COMMIT, true, "v1.2.0"));

        assertThat(system.standing(Criterion.CODE_COMMITTED)).isInstanceOf(Failed.class);
    }

    @Test
    void theCommitCarriesTheReleaseTag() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.RELEASE_TAGGED)).isEqualTo(new Met("Tag v1.2.0."));

        system.after(MINUTE).running(new Build("1.3.0", COMMIT, false, "v1.2.0"));
        assertThat(system.standing(Criterion.RELEASE_TAGGED)).isInstanceOf(Failed.class);

        system.after(MINUTE).running(new Build("1.4.0-SNAPSHOT", COMMIT, false, null));
        assertThat(system.standing(Criterion.RELEASE_TAGGED))
                .isEqualTo(new NotApplicable("1.4.0-SNAPSHOT is a snapshot, no release."));
    }

    @Test
    void bothRolesRun() {
        system.node("orchestrator", new Build("1.1.0", "old", false, "v1.1.0"))
                .after(MINUTE)
                .node("agents", RELEASE);

        assertThat(system.standing(Criterion.AGENTS_RUNNING)).isInstanceOf(Met.class);
        assertThat(system.standing(Criterion.ORCHESTRATOR_RUNNING))
                .isEqualTo(new NotYet("No orchestrator of 1.2.0 shows itself."));

        system.after(HOUR);
        assertThat(system.standing(Criterion.ORCHESTRATOR_RUNNING))
                .isEqualTo(new Failed(
                        "No orchestrator of 1.2.0 shows itself. Its time was over at 2026-11-25T13:01:00Z."));

        system.node("orchestrator", RELEASE);
        assertThat(system.standing(Criterion.ORCHESTRATOR_RUNNING)).isInstanceOf(Met.class);
    }

    @Test
    void oneProcessOfBothRolesIsEnough() {
        system.node("all", RELEASE);

        assertThat(system.standing(Criterion.AGENTS_RUNNING)).isInstanceOf(Met.class);
        assertThat(system.standing(Criterion.ORCHESTRATOR_RUNNING)).isInstanceOf(Met.class);
    }

    @Test
    void aKilledAgentsServiceRunsNoMore() {
        system.node("orchestrator", RELEASE).killed("agents", RELEASE).after(Duration.ofSeconds(14));
        assertThat(system.standing(Criterion.AGENTS_RUNNING)).isInstanceOf(Met.class);

        system.after(Duration.ofSeconds(1));
        assertThat(system.standing(Criterion.AGENTS_RUNNING)).isInstanceOf(NotYet.class);
    }

    @Test
    void theOrchestratorHasBegunToWork() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.ORCHESTRATOR_INITIALISED)).isInstanceOf(NotYet.class);

        system.after(HOUR);
        assertThat(system.standing(Criterion.ORCHESTRATOR_INITIALISED)).isInstanceOf(Failed.class);

        system.initialised();
        assertThat(system.standing(Criterion.ORCHESTRATOR_INITIALISED))
                .isEqualTo(new Met("Since 2026-11-25T13:00:00Z."));
    }

    @Test
    void theAgentsAnswerWhatTheyAreAsked() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.STATUS_ANSWERED)).isInstanceOf(NotYet.class);

        system.asked(null);
        assertThat(system.standing(Criterion.STATUS_ANSWERED)).isInstanceOf(Met.class);

        system.asked("it answered HTTP 500");
        assertThat(system.standing(Criterion.STATUS_ANSWERED)).isInstanceOf(Failed.class);
    }

    // --- 24 h ------------------------------------------------------------------------------------------------------

    @Test
    void aCycleHasEnded() {
        system.cycle(REACHED).after(MINUTE).running(RELEASE);
        assertThat(system.standing(Criterion.CYCLE_FINISHED)).isEqualTo(new NotYet("None has ended yet."));

        system.after(DAY);
        assertThat(system.standing(Criterion.CYCLE_FINISHED)).isInstanceOf(Failed.class);

        system.cycle(REACHED);
        assertThat(system.standing(Criterion.CYCLE_FINISHED)).isEqualTo(new Met("1 ended."));
    }

    @Test
    void anAgentHasCompletedWhole() {
        system.running(RELEASE).completed("own", true);
        assertThat(system.standing(Criterion.AGENT_SUCCEEDED))
                .isEqualTo(new NotYet("1 completed, all degraded; 0 failed."));

        system.after(DAY);
        assertThat(system.standing(Criterion.AGENT_SUCCEEDED)).isInstanceOf(Failed.class);

        system.completed("own", false);
        assertThat(system.standing(Criterion.AGENT_SUCCEEDED)).isEqualTo(new Met("1 completed, whole."));
    }

    @Test
    void everyExecutionHasEndedOrIsHeld() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.EXECUTIONS_TRACKED)).isInstanceOf(NotYet.class);

        system.completed("own", false).atWork(true, HOUR).after(Duration.ofMinutes(3));
        assertThat(system.standing(Criterion.EXECUTIONS_TRACKED))
                .isEqualTo(new Met("2 accepted, 1 of them still at work."));

        system.after(HOUR);
        assertThat(system.standing(Criterion.EXECUTIONS_TRACKED))
                .isEqualTo(new Failed("0 are held by nobody, 1 are past their deadline."));
    }

    @Test
    void anExecutionThatNobodyHoldsIsLost() {
        system.running(RELEASE).atWork(false, HOUR);
        assertThat(system.standing(Criterion.EXECUTIONS_TRACKED)).isInstanceOf(Met.class);

        system.after(Duration.ofMinutes(3));
        assertThat(system.standing(Criterion.EXECUTIONS_TRACKED))
                .isEqualTo(new Failed("1 are held by nobody, 0 are past their deadline."));
    }

    @Test
    void onlyAWholeDayProvesThatThereWasNoCriticalAlert() {
        system.running(RELEASE).after(DAY.minusSeconds(1));
        assertThat(system.standing(Criterion.NO_CRITICAL_ERROR))
                .isEqualTo(new NotYet("Nothing against it so far; judged at 2026-11-26T12:00:00Z."));

        system.after(Duration.ofSeconds(1));
        assertThat(system.standing(Criterion.NO_CRITICAL_ERROR)).isInstanceOf(Met.class);

        system.alert(Severity.CRITICAL, "trouble", "Trouble");
        assertThat(system.standing(Criterion.NO_CRITICAL_ERROR)).isInstanceOf(Failed.class);
    }

    @Test
    void theOrchestratorsCallsReachTheAgents() {
        system.running(RELEASE).asked(null);
        assertThat(system.standing(Criterion.CALLS_SUCCEED)).isEqualTo(new NotYet("No cycle has reached them yet."));

        system.cycle(REACHED);
        assertThat(system.standing(Criterion.CALLS_SUCCEED)).isEqualTo(new Met("In 1 cycles, with 1 executions."));

        system.after(HOUR).cycle(LOST_RUN);
        assertThat(system.standing(Criterion.CALLS_SUCCEED)).isInstanceOf(Failed.class);
    }

    // --- 48 h ------------------------------------------------------------------------------------------------------

    @Test
    void allFourAgentsHaveCompleted() {
        system.running(RELEASE);
        AgentsStatus.BUILT_IN.stream()
                .filter(agent -> !agent.equals("conversation_trainer"))
                .forEach(agent -> system.completed(agent, false));
        assertThat(system.standing(Criterion.ALL_AGENTS_COMPLETED))
                .isEqualTo(new NotYet("Not yet: conversation_trainer."));

        system.after(TWO_DAYS);
        assertThat(system.standing(Criterion.ALL_AGENTS_COMPLETED)).isInstanceOf(Failed.class);

        system.completed("conversation_trainer", false);
        assertThat(system.standing(Criterion.ALL_AGENTS_COMPLETED)).isEqualTo(new Met("All have."));
    }

    @Test
    void theGraphHoldsSomethingWhereThereIsSomethingToRead() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.GRAPH_POPULATED))
                .isEqualTo(new NotApplicable("There are no conversations yet."));

        system.conversation();
        assertThat(system.standing(Criterion.GRAPH_POPULATED)).isInstanceOf(NotYet.class);

        system.after(TWO_DAYS);
        assertThat(system.standing(Criterion.GRAPH_POPULATED)).isInstanceOf(Failed.class);

        system.graph();
        assertThat(system.standing(Criterion.GRAPH_POPULATED))
                .isEqualTo(new Met("It holds entities and how they are related."));
    }

    @Test
    void everyActiveClientHasAFreshScore() {
        system.running(RELEASE);
        assertThat(system.standing(Criterion.SCORES_FRESH))
                .isEqualTo(new NotApplicable("There are no active clients yet."));

        system.client(true).client(true);
        assertThat(system.standing(Criterion.SCORES_FRESH)).isEqualTo(new Met("All 2 have one younger than 48 hours."));

        system.client(false);
        assertThat(system.standing(Criterion.SCORES_FRESH))
                .isEqualTo(new NotYet("1 of 3 have none younger than 48 hours."));

        system.after(TWO_DAYS.plusSeconds(1));
        assertThat(system.standing(Criterion.SCORES_FRESH)).isInstanceOf(Failed.class);
        assertThat(system.standing(Criterion.SCORES_FRESH).says()).startsWith("3 of 3");
    }

    @Test
    void anImprovementIsProposed() {
        system.trained("not_evaluated").after(MINUTE).running(RELEASE);
        assertThat(system.standing(Criterion.PROPOSAL_MADE))
                .isEqualTo(new NotYet("The Conversation Trainer has not come to a result yet."));

        system.trained("insufficient_data");
        assertThat(system.standing(Criterion.PROPOSAL_MADE))
                .isEqualTo(new NotYet("The Performance Optimizer has not come to a result yet."));

        system.after(TWO_DAYS);
        assertThat(system.standing(Criterion.PROPOSAL_MADE)).isInstanceOf(Failed.class);

        system.optimised(2);
        assertThat(system.standing(Criterion.PROPOSAL_MADE))
                .isEqualTo(new Met("0 edits of the prompt, 2 findings about performance."));

        system.after(MINUTE).optimised(0);
        assertThat(system.standing(Criterion.PROPOSAL_MADE))
                .isEqualTo(new NotApplicable(
                        "Nothing to propose: the Trainer says insufficient data, the Optimizer found nothing."));

        system.trained("not_evaluated");
        assertThat(system.standing(Criterion.PROPOSAL_MADE))
                .isEqualTo(new Met("1 edits of the prompt, 0 findings about performance."));
    }

    @Test
    void onlyTwoDaysProveThatTheSystemIsStable() {
        system.running(RELEASE).after(TWO_DAYS.minusSeconds(1));
        assertThat(system.standing(Criterion.STABLE)).isInstanceOf(NotYet.class);

        system.after(Duration.ofSeconds(1));
        assertThat(system.standing(Criterion.STABLE)).isInstanceOf(Met.class);
    }

    @Test
    void whatSpeaksAgainstStabilityIsNamed() {
        system.running(RELEASE)
                .killed("agents", RELEASE)
                .after(MINUTE)
                .failed("own", "poisoned")
                .completed("own", true)
                .alert(Severity.CRITICAL, "trouble", "Trouble")
                .alert(Severity.WARNING, "slo:executions:ticket", "Not kept");

        assertThat(system.standing(Criterion.STABLE)).isEqualTo(new Failed("""
                        1 processes ended without a plan, the last at 2026-11-25T12:00:00Z; \
                        1 executions were given up as poisoned; 1 critical alerts last; \
                        50 % of the executions were degraded; service levels burn: executions."""));
    }

    @Test
    void fivePercentOfDegradedExecutionsAreStable() {
        system.running(RELEASE).completed("own", true);
        for (var i = 0; i < 19; i++) {
            system.completed("own", false);
        }
        system.after(TWO_DAYS);
        assertThat(system.standing(Criterion.STABLE)).isInstanceOf(Met.class);

        system.completed("own", true);
        assertThat(system.standing(Criterion.STABLE)).isInstanceOf(Failed.class);
    }

    // --- the whole -------------------------------------------------------------------------------------------------

    @Test
    void withCyclesSwitchedOffNothingIsAskedOfTheOrchestrator() {
        system.running(RELEASE).switchedOff().after(TWO_DAYS);

        assertThat(Arrays.asList(
                        Criterion.AGENTS_REACHABLE,
                        Criterion.AGENTS_CALLED,
                        Criterion.ORCHESTRATOR_INITIALISED,
                        Criterion.STATUS_ANSWERED,
                        Criterion.CYCLE_FINISHED,
                        Criterion.CALLS_SUCCEED))
                .extracting(system::standing)
                .hasOnlyElementsOfType(NotApplicable.class);
    }

    @Test
    void theClockStartsAtTheFirstProcessOfTheNewRelease() {
        var before = new Build("1.1.0", "old", false, "v1.1.0");
        system.running(before).after(HOUR).node("agents", RELEASE).after(MINUTE).node("orchestrator", RELEASE);

        assertThat(system.facts().deployment().start()).isEqualTo(START.plus(HOUR));
        assertThat(system.facts().deployment().newest().version()).isEqualTo("1.2.0");
    }

    @Test
    void anotherStartOfTheSameReleaseDoesNotMoveTheClock() {
        system.running(RELEASE)
                .after(HOUR)
                .killed("agents", RELEASE)
                .after(HOUR)
                .node("agents", RELEASE);

        assertThat(system.facts().deployment().start()).isEqualTo(START);
    }

    @Test
    void aRollbackStartsTheClockAnew() {
        system.running(RELEASE)
                .after(HOUR)
                .running(new Build("1.3.0", "new", false, "v1.3.0"))
                .after(HOUR)
                .node("orchestrator", RELEASE);

        assertThat(system.facts().deployment().start()).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(system.facts().deployment().newest().version()).isEqualTo("1.2.0");
    }

    @Test
    void aSystemThatDoesAllItPromisedHasNothingLeftAfterTwoDays() {
        system.running(RELEASE).initialised().cycle(REACHED).conversation().graph();
        AgentsStatus.BUILT_IN.forEach(agent -> system.completed(agent, false));
        system.trained("not_evaluated")
                .optimised(0)
                .after(TWO_DAYS)
                .client(true)
                .asked(null);

        assertThat(Criterion.values())
                .allSatisfy(criterion -> assertThat(system.standing(criterion))
                        .as(criterion.id())
                        .isInstanceOf(Met.class));
    }
}
