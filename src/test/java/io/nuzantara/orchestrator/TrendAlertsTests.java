package io.nuzantara.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.alert.Alert;
import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.Alerts.OpenAlert;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.orchestrator.PlanView.PlannedRun;
import io.nuzantara.orchestrator.Snapshot.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cycles tell people: each row of the table begins once, lasts and ends. */
class TrendAlertsTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SteppingTime time = new SteppingTime(NOW);
    private final Alerts alerts = TestAlerts.logging(DATABASE.jdbc(), time);
    private final CycleReports reports = new CycleReports(
            DATABASE.jdbc(),
            new Cycles(DATABASE.jdbc(), DATABASE.transactions(), FakeAgents.JSON, time),
            FakeAgents.JSON);
    private final CycleAlerts told = new CycleAlerts(alerts, reports);

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("DELETE FROM alerts").update();
        DATABASE.jdbc().sql("DELETE FROM orchestrator_switch").update();
        DATABASE.jdbc().sql("DELETE FROM agent_orchestration_reports").update();
    }

    @Test
    void threeCyclesThatFellBackToRulesAreToldAndOneByTheModelEndsIt() {
        ended(plan("rules_after_model_failure"));
        ended(plan("rules_after_model_failure"));
        assertThat(open()).isEmpty();

        ended(plan("rules_after_model_failure"));
        assertThat(open()).containsExactly("planner-fallback");
        ended(plan("rules_after_model_failure"));
        assertThat(open()).hasSize(1);

        ended(plan("model"));
        assertThat(open()).isEmpty();
        ended(plan("rules_after_model_failure"));
        assertThat(open()).isEmpty();
    }

    @Test
    void anHourInWhichNobodyWasAskedNeitherEndsNorDelaysIt() {
        ended(plan("rules_after_model_failure"));
        ended(plan("rules"));
        ended(plan("rules_after_model_failure"));
        ended(plan("rules"));
        ended(plan("rules"));
        assertThat(open()).isEmpty();

        ended(plan("rules_after_model_failure"));
        assertThat(open()).containsExactly("planner-fallback");
        ended(plan("rules"));
        assertThat(open()).containsExactly("planner-fallback");

        ended(plan("model"));
        assertThat(open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"error_rate, 0.06, 0.05", "p95_response_ms, 3001, 3000"})
    void slowOrFailingRequestsAreToldAfterTwoCycles(String metric, double bad, double good) {
        ended(plan("rules", new Reading(metric, bad, null)));
        assertThat(open()).isEmpty();

        ended(plan("rules", new Reading(metric, bad, null)));
        assertThat(open()).containsExactly("requests:" + metric);
        ended(plan("rules", new Reading(metric, null, "fewer than 11 requests")));
        assertThat(open()).hasSize(1);

        ended(plan("rules", new Reading(metric, good, null)));
        assertThat(open()).isEmpty();
    }

    @Test
    void suspiciousSignInsAreToldAtOnce() {
        ended(plan("rules", new Reading("suspicious_activity", 2.0, null)));
        assertThat(open()).containsExactly("suspicious-activity");

        ended(plan("rules", new Reading("suspicious_activity", 0.0, null)));
        assertThat(open()).isEmpty();
    }

    @Test
    void whatItsExecutionsSayOfAnAgentIsNeitherToldTwiceNorEndedByACycle() {
        told.raiseFor(saved(plan("rules"), run("a", "failed"), run("b", "completed")));
        assertThat(open()).isEmpty();

        alerts.raise(new Alert(Alert.Severity.CRITICAL, "agent-failed:a", "A failed", "Newer.", "/executions/1"));
        told.raiseFor(saved(plan("rules"), run("a", "completed"), run("b", "completed")));

        assertThat(open()).containsExactly("agent-failed:a");
    }

    @Test
    void oneRunThatWasNotReachedIsNoOutageOfTheService() {
        var plan = plan("rules");
        told.raiseFor(saved(plan, run("a", "unreachable"), run("b", "completed")));
        assertThat(open()).isEmpty();

        told.raiseFor(saved(plan, run("a", "unreachable"), run("b", "unreachable")));
        assertThat(open()).containsExactly("agents-unreachable");
        told.raiseFor(saved(plan, run("a", "unreachable"), run("b", "completed")));
        assertThat(open()).as("half of it is no recovery either").hasSize(1);

        told.raiseFor(saved(plan, run("a", "completed"), run("b", "completed")));
        assertThat(open()).isEmpty();
    }

    @Test
    void cyclesThatStayAwayAreToldAnHourAfterTheyShouldHaveBegun() {
        var watch = watch(true);
        time.forAbout(Duration.ofMinutes(119));
        watch.look();
        assertThat(open()).isEmpty();

        time.forAbout(Duration.ofMinutes(2));
        watch.look();
        watch.look();
        assertThat(open()).containsExactly("cycle-late");

        ended(plan("rules"));
        watch.look();
        assertThat(open()).isEmpty();
    }

    @Test
    void switchedOffCyclesDoNotStayAway() {
        var watch = watch(false);
        time.forAbout(Duration.ofHours(5));
        watch.look();

        assertThat(open()).isEmpty();
    }

    @Test
    void cyclesThatPeopleSwitchedOffDoNotStayAwayNorRightAfterTheyAreOnAgain() {
        var watch = watch(true);
        live().change(false, "ayu");
        time.forAbout(Duration.ofHours(5));
        watch.look();
        assertThat(open()).isEmpty();

        live().change(true, "ayu");
        watch.look();
        assertThat(open()).isEmpty();

        time.forAbout(Duration.ofMinutes(121));
        watch.look();
        assertThat(open()).containsExactly("cycle-late");
    }

    @Test
    void nodesThatDifferTellOnceAndEndItByWhatAllOfThemSee() {
        var watching = watch(true);
        var switchedOff = watch(false);
        time.forAbout(Duration.ofMinutes(121));
        watching.look();
        assertThat(open()).containsExactly("cycle-late");

        switchedOff.look();
        watch(true).look();
        watching.look();
        assertThat(told())
                .as("neither a node that is off nor one that starts ends it")
                .isEqualTo(1);
        assertThat(open()).containsExactly("cycle-late");

        live().change(false, "ayu");
        switchedOff.look();
        assertThat(open()).isEmpty();
    }

    private LateCycles watch(boolean enabled) {
        var settings = TestAgent.settings(enabled);
        return new LateCycles(
                reports,
                new CycleSwitch(DATABASE.jdbc(), settings, time),
                settings,
                ZoneId.of("Asia/Makassar"),
                alerts,
                time);
    }

    private CycleSwitch live() {
        return new CycleSwitch(DATABASE.jdbc(), TestAgent.SETTINGS, time);
    }

    private static int told() {
        return DATABASE.jdbc()
                .sql("SELECT count(*) FROM alerts")
                .query(Integer.class)
                .single();
    }

    private List<String> open() {
        return alerts.open().stream().map(OpenAlert::cause).toList();
    }

    private void ended(PlanView plan) {
        told.raiseFor(saved(plan));
        assertThat(alerts.open()).allSatisfy(alert -> {
            assertThat(alert.severity())
                    .isEqualTo(alert.cause().equals("cycle-late") ? Alert.Severity.CRITICAL : Alert.Severity.WARNING);
            assertThat(alert.link()).startsWith("/cycles");
        });
    }

    private CycleView saved(PlanView plan, CycleView.RunView... runs) {
        time.forAbout(Duration.ofMinutes(1));
        var report = new CycleView(
                UUID.randomUUID(),
                "schedule",
                "schedule",
                "completed",
                "ended",
                "Done.",
                time.instant(),
                time.instant(),
                plan,
                List.of(runs),
                new CycleView.Timings(null, null, null, null),
                new CycleView.Totals(0, 0, 0, 0, 0, 0),
                List.of());
        assertThat(reports.save(report)).isTrue();
        return report;
    }

    private static PlanView plan(String decidedBy, Reading... readings) {
        var snapshot = new Snapshot(NOW, List.of(readings), List.of(), null);
        var asked = decidedBy.equals("rules") ? null : new PlanView.Asked(null, "1", false, 0, 0, null, null);
        return new PlanView(
                decidedBy, snapshot, List.of(planned("a"), planned("b")), List.of(), List.of(), List.of(), asked);
    }

    private static PlannedRun planned(String agent) {
        return new PlannedRun(agent, agent, 9, Map.of(), "due", "It is due.", 1, List.of());
    }

    private static CycleView.RunView run(String agent, String status) {
        var id = status.equals("completed") ? UUID.randomUUID() : null;
        return new CycleView.RunView(
                agent, agent, status, id, false, false, List.of(), null, null, null, null, null, List.of());
    }
}
