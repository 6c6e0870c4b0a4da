package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.TestAgent.ZONE;
import static io.nuzantara.orchestrator.TestAgent.agent;
import static io.nuzantara.orchestrator.TestAgent.predictor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.alert.Alert.Severity;
import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.Alerts.OpenAlert;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.api.ExecutionView;
import io.nuzantara.build.Build;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.Occurrences;
import io.nuzantara.execution.TestExecutions;
import io.nuzantara.orchestrator.CycleRequests.Request;
import io.nuzantara.orchestrator.CycleView.RunView;
import io.nuzantara.orchestrator.MetricReader.Source;
import io.nuzantara.orchestrator.PlanView.LeftOut;
import io.nuzantara.orchestrator.Snapshot.Reading;
import io.nuzantara.telemetry.Metric;
import io.nuzantara.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.core.type.TypeReference;

/** Whole cycles: rows in a real database, agents behind HTTP. */
class CycleTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Map<String, Long> WORK = Map.of("unscored_clients", 2_357L);
    private static final Build BUILD = new Build("1.2.0", Build.UNKNOWN, true, null);
    private static final TestDatabase database = TestDatabase.create();

    private final SteppingTime time = new SteppingTime(NOW);
    private FakeAgents service = new FakeAgents(NOW);
    private final Cycles cycles = new Cycles(database.jdbc(), database.transactions(), FakeAgents.JSON, time);
    private final CycleReports reports = new CycleReports(database.jdbc(), cycles, FakeAgents.JSON);
    private final Alerts alerts = TestAlerts.logging(database.jdbc(), time);
    private final CycleRequests requests = requests(true, time);

    @BeforeEach
    void empty() {
        database.jdbc().sql("DELETE FROM orchestration_cycles").update();
        database.jdbc().sql("DELETE FROM orchestrator_tasks").update();
        database.jdbc().sql("DELETE FROM agent_orchestration_reports").update();
        database.jdbc().sql("DELETE FROM alerts").update();
        database.jdbc().sql("DELETE FROM orchestrator_switch").update();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aCycleSeesDecidesRunsAndReports() {
        service.with(predictor().backlog(WORK), agent("conversation_trainer").completed(NOW.minusSeconds(60)));
        var id = accepted(requests.request("ayu"));

        var report = cycle().run(id);

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.requestedBy()).isEqualTo("ayu");
        assertThat(report.message()).isEqualTo("1 of 1 agents completed, 0 degraded, 0 failed, 0 other; 1 left out.");
        assertThat(report.plan()).isNotNull();
        assertThat(report.plan().runs()).singleElement().satisfies(run -> {
            assertThat(run.reasonCode()).isEqualTo("unscored_clients");
            assertThat(run.reason())
                    .isEqualTo(
                            "2,357 clients without a score (from 10 on); it has never completed and work waits for it.");
        });
        assertThat(report.plan().leftOut()).extracting(LeftOut::reasonCode).containsExactly("cooldown");
        assertThat(report.plan().snapshot().number("p95_response_ms")).contains(12.5);
        assertThat(report.outcomeOf("client_value_predictor"))
                .map(RunView::status)
                .contains("completed");
        assertThat(report.timings().run()).isPositive();
        assertThat(reports.find(id)).contains(report);
        assertThat(reports.latest()).contains(report);
        assertThat(reports.list(10)).containsExactly(CycleLine.of(report));
        assertThat(reports.running()).isEmpty();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void aCycleAtWorkShowsItsPlanAndWhatIsKnownOfItsRuns() {
        service.with(predictor().backlog(WORK));
        var id = accepted(requests.request("ayu"));
        cycles.decided(id, planner().plan(observer().observe(), true));

        var shown = reports.find(id).orElseThrow();

        assertThat(shown.isFinal()).isFalse();
        assertThat(shown.phase()).isEqualTo("running");
        assertThat(shown.message()).isEqualTo("0 of 1 agents have completed so far.");
        assertThat(shown.runs()).extracting(RunView::status).containsExactly("planned");
        assertThat(reports.running()).contains(shown);
        assertThat(reports.list(1)).containsExactly(CycleLine.of(shown));
        assertThat(reports.recent(10)).isEmpty();
    }

    @Test
    void theFirstCycleWaitsForAnAgentsServiceThatStartsLater() {
        service.with(predictor().backlog(WORK))
                .failing(Stream.generate(() -> FakeAgents.status(503)).limit(40).toArray(FakeAgents.Fault[]::new));

        var report = cycle().run(accepted(requests.request("ayu")));

        assertThat(report.runs()).extracting(RunView::status).containsExactly("completed");
        assertThat(alerts.open()).isEmpty();
        assertThat(time.instant()).isAfter(NOW.plusSeconds(60));
    }

    @Test
    void theFirstCycleWaitsForAgentsThatAreNotOlderThanTheOrchestrator() {
        service.with(predictor().backlog(WORK)).ofVersion("1.1.9");
        time.afterPauses(30, () -> service.ofVersion("1.2.0"));

        var report = cycle().run(accepted(requests.request("ayu")));

        assertThat(report.runs()).extracting(RunView::status).containsExactly("completed");
        assertThat(alerts.open()).isEmpty();
        assertThat(Objects.requireNonNull(report.plan()).snapshot().observedAt())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void agentsThatStayOlderAreWorkedWithAfterTenMinutesAndAWarning() {
        service.with(predictor().backlog(WORK)).ofVersion("1.1.9");
        var cycle = cycle();

        var report = cycle.run(accepted(requests.request("ayu")));

        assertThat(report.runs()).extracting(RunView::status).containsExactly("completed");
        assertThat(Objects.requireNonNull(report.plan()).snapshot().observedAt())
                .isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(alerts.open()).singleElement().satisfies(alert -> {
            assertThat(alert.cause()).isEqualTo("agents-older");
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.text()).contains("of version 1.1.9, this orchestrator of 1.2.0");
        });

        var before = time.instant();
        cycle.run(accepted(requests.request("ayu")));
        assertThat(time.instant()).isBefore(before.plusSeconds(60));

        service.ofVersion("1.2.0");
        cycle.run(accepted(requests.request("ayu")));
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void anAgentsServiceThatRestartsWhileALaterCycleBeginsIsWaitedFor() {
        service.with(predictor().backlog(WORK));
        var cycle = cycle();
        cycle.run(accepted(requests.request("ayu")));
        service.failing(Stream.generate(() -> FakeAgents.status(503)).limit(13).toArray(FakeAgents.Fault[]::new));

        var report = cycle.run(accepted(requests.request("ayu")));

        assertThat(report.runs()).extracting(RunView::status).containsExactly("completed");
        assertThat(alerts.open()).isEmpty();
    }

    /** The watch over executions tells it, whoever started them. */
    @Test
    void anExecutionThatFailsIsNotToldByTheCycleAsWell() {
        service.with(predictor().failures(4).backlog(WORK)).ending("client_value_predictor", "failed");

        var report = cycle().run(accepted(requests.request("ayu")));

        assertThat(report.runs()).extracting(RunView::status).containsExactly("failed");
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void anAgentsServiceThatDoesNotAnswerIsReportedForEachAgentAndRecovers() {
        service.with(predictor());
        cycle().run(accepted(requests.request("ayu")));
        service.close();

        var report = cycle().run(accepted(requests.request("ayu")));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.plan()).isNotNull();
        assertThat(report.plan().leftOut())
                .extracting(LeftOut::agent, LeftOut::reasonCode)
                .containsExactly(tuple("client_value_predictor", "agents_unreachable"));
        assertThat(alerts.open()).extracting(OpenAlert::cause).containsExactly("agents-unreachable");

        service = new FakeAgents(NOW).with(predictor());
        cycle().run(accepted(requests.request("ayu")));

        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void aCycleLeftOpenGoesOnWithTheSameKeysAfterARestart() {
        service.with(predictor().backlog(WORK), agent("own").backlog(Map.of("things", 1L)));
        var id = accepted(requests.request("ayu"));
        var plan = planner().plan(observer().observe(), true);
        cycles.decided(id, plan);
        client().start("own", Map.of(), "cycle:" + id + ":own");

        var report = cycle().run(id);

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.plan()).isEqualTo(plan);
        assertThat(report.runs()).extracting(RunView::status).containsExactly("completed", "completed");
        assertThat(service.executions()).as("each agent once").isEqualTo(2);
        assertThat(service.keys())
                .filteredOn(key -> key.endsWith(":own"))
                .hasSize(2)
                .containsOnly("cycle:" + id + ":own");
    }

    @Test
    void aCycleLeftOpenForMoreThanAnHourIsClosedWithWhatIsKnown() {
        service.with(predictor().backlog(WORK));
        var id = accepted(requests.request("ayu"));
        cycles.decided(id, planner().plan(observer().observe(), true));
        time.forAbout(Duration.ofMinutes(61));

        var report = cycle().run(id);

        assertThat(report.status()).isEqualTo("interrupted");
        assertThat(report.runs()).extracting(RunView::status).containsExactly("planned");
        assertThat(service.executions()).isZero();
        assertThat(alerts.open()).extracting(OpenAlert::cause).containsExactly("cycle-interrupted");
    }

    @Test
    void oneCycleIsAtWorkAtATime() {
        var first = accepted(requests.request("ayu"));

        assertThat(requests.request("budi")).isEqualTo(new Request.Active(first));
        assertThat(tasks()).containsExactly(first.toString());

        cycle().run(first);

        assertThat(requests.request("budi")).isInstanceOf(Request.Accepted.class);
    }

    @Test
    void nothingIsAcceptedWhileCyclesAreSwitchedOff() {
        assertThat(requests(false, time).request("ayu")).isEqualTo(new Request.Disabled());
        assertThat(tasks()).isEmpty();
    }

    @Test
    void reportsOfEarlierVersionsAreRead() {
        service.with(predictor().backlog(WORK));
        var report = cycle().run(accepted(requests.request("ayu")));
        database.jdbc().sql("""
                UPDATE agent_orchestration_reports
                   SET report_data = (report_data - 'closed') #- '{plan,rule_plan}' #- '{plan,eligible}' #- '{plan,asked}'
                                     #- '{plan,snapshot,disabled}' #- '{plan,snapshot,agents,0,usual_cost}' #- '{runs,0,cost}' #- '{runs,0,link}'
                """).update();

        assertThat(reports.find(report.cycleId())).hasValueSatisfying(read -> {
            assertThat(read.runs()).extracting(RunView::status).containsExactly("completed");
            assertThat(read.closed()).isEmpty();
        });
        assertThat(cycles.lastStart()).contains(NOW);
    }

    @Test
    void peopleSwitchCyclesOffAndOnForAllNodes() {
        var cycleSwitch = new CycleSwitch(database.jdbc(), TestAgent.SETTINGS, time);
        assertThat(cycleSwitch.state()).isEqualTo(new CycleSwitch.State(true, true, true, null, null));

        cycleSwitch.change(false, "ayu");

        assertThat(requests.request("budi")).isEqualTo(new Request.Disabled());
        requests.hourly();
        assertThat(tasks()).isEmpty();
        assertThat(cycleSwitch.offSince()).contains(NOW);
        assertThat(cycleSwitch.change(true, "budi")).isEqualTo(new CycleSwitch.State(true, true, true, NOW, "budi"));
        assertThat(requests.request("budi")).isInstanceOf(Request.Accepted.class);
    }

    /** The scheduler's own loop needs a clock that runs. */
    @Test
    void theSchedulerWorksOnWhatWasAskedForAndOnAnHourThatWasMissed() {
        service.with(predictor().backlog(WORK));
        var running = Clock.systemUTC();
        var asking = requests(true, running);
        try (var scheduler = scheduler(asking, running)) {
            assertThat(scheduler.start()).isBetween(running.instant(), inAYear(running));
            var asked = accepted(asking.request("ayu"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> reports.find(asked).orElseThrow().isFinal());
        }
        database.jdbc().sql("""
                        UPDATE orchestrator_tasks
                           SET execution_time = now() - interval '5 hours'
                         WHERE task_instance = 'hourly'
                        """).update();

        try (var scheduler = scheduler(asking, running)) {
            scheduler.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> reports.recent(5).size() == 2 && tasks().size() == 1);
        }

        assertThat(reports.recent(5)).extracting(CycleView::trigger).containsExactlyInAnyOrder("schedule", "api");
        assertThat(tasks()).containsExactly("hourly");
    }

    @Test
    void aScheduleThatChangedMovesTheNextCycle() {
        var running = Clock.systemUTC();
        var asking = requests(true, running);
        try (var scheduler = scheduler(asking, running, Optional.empty())) {
            assertThat(scheduler.start()).isAfter(inAYear(running));
        }
        try (var scheduler = scheduler(asking, running)) {
            assertThat(scheduler.start()).isBetween(running.instant(), inAYear(running));
        }
        try (var scheduler = scheduler(asking, running, Optional.empty())) {
            assertThat(scheduler.start()).isAfter(inAYear(running));
        }

        assertThat(tasks()).containsExactly("hourly");
    }

    private static Instant inAYear(Clock running) {
        return running.instant().plus(Duration.ofDays(367));
    }

    /** Once a year, so that no cycle of its own comes into a test. */
    private CycleScheduler scheduler(CycleRequests asking, Clock running) {
        return scheduler(asking, running, Optional.of(Occurrences.of("0 0 0 1 1 *", ZONE.getId())));
    }

    private CycleScheduler scheduler(CycleRequests asking, Clock running, Optional<Occurrences> schedule) {
        return new CycleScheduler(
                cycle(), asking, schedule, database.dataSource(), () -> "test-" + UUID.randomUUID(), running);
    }

    @Test
    void aMetricThatIsSlowOrBrokenIsUnknownAndNothingElse() {
        service.with(predictor());
        var slow = Source.of("slow", () -> number("SELECT 1 FROM pg_sleep(60)"));
        var broken = Source.of("broken", () -> number("SELECT count(*) FROM no_such_table"));
        var written = Source.of("written", () -> number("UPDATE alerts SET cause = cause RETURNING 1"));

        var snapshot = observer(slow, broken, written, metrics()).observe();

        assertThat(snapshot.unreachable()).isNull();
        assertThat(snapshot.agents()).hasSize(1);
        assertThat(snapshot.readings())
                .contains(
                        new Reading("slow", null, "reading took longer than 2 s"),
                        new Reading("broken", null, "it could not be read"),
                        new Reading("written", null, "it could not be read"),
                        new Reading("p95_response_ms", 12.5, null));
    }

    @Test
    void anObservationEndsAfterItsTimeWithWhatItHas() {
        service.with(predictor());
        var slow = Stream.of("a", "b", "c", "d").map(id -> Source.of(id, () -> number("SELECT 1 FROM pg_sleep(60)")));
        var sources = Stream.concat(Stream.of(metrics()), slow).toArray(Source[]::new);
        var observer = new SystemObserver(
                client(),
                reader(sources),
                new AgentsReading(reports, Optional::empty),
                Duration.ofSeconds(5),
                Traces.none(),
                time);
        var begin = System.nanoTime();

        var snapshot = observer.observe();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(snapshot.readings())
                .contains(
                        new Reading("p95_response_ms", 12.5, null),
                        new Reading("a", null, "reading took longer than 2 s"),
                        new Reading("d", null, "no answer within 5 seconds"));
    }

    private static Metric number(String sql) {
        return Metric.known(database.jdbc().sql(sql).query(Double.class).single());
    }

    @Test
    void riskIsComparedWithWhatTheFirstCycleAfterTheScoringSaw() {
        var scored = predictor().completed(NOW.minusSeconds(60)).cron("0 0 23 * * *");
        service.with(scored.backlog(Map.of("scored_clients", 100L, "high_risk_clients", 10L)));
        cycle().run(accepted(requests.request("ayu")));
        time.forAbout(Duration.ofHours(7));
        service.with(scored.backlog(Map.of("scored_clients", 100L, "high_risk_clients", 12L)));

        var report = cycle().run(accepted(requests.request("ayu")));

        assertThat(report.plan()).isNotNull();
        assertThat(report.plan().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.reasonCode()).isEqualTo("high_risk_clients"));
        assertThat(report.plan().snapshot().metrics())
                .contains(new Reading("backlog.client_value_predictor.high_risk_clients", 12.0, null));
    }

    @Test
    void aRunThatOutlivedItsCycleIsClosedByTheNextReport() {
        service.with(predictor().backlog(WORK)).ending("client_value_predictor", "running");
        var first = cycle().run(accepted(requests.request("ayu")));
        assertThat(first.runs()).extracting(RunView::status).containsExactly("still_running");
        service.ending("client_value_predictor", "completed").with(predictor().completed(NOW));

        var second = cycle().run(accepted(requests.request("ayu")));
        var third = cycle().run(accepted(requests.request("ayu")));

        assertThat(second.closed()).singleElement().satisfies(closed -> {
            assertThat(closed.cycleId()).isEqualTo(first.cycleId());
            assertThat(closed.run().status()).isEqualTo("completed");
            assertThat(closed.run().figures()).isNotEmpty();
        });
        assertThat(third.closed()).isEmpty();
        assertThat(reports.find(second.cycleId())).contains(second);
    }

    @Test
    void anExecutionOfAnInterruptedCycleIsClosedByTheNextReport() {
        service.with(predictor().backlog(WORK));
        var id = accepted(requests.request("ayu"));
        var plan = planner().plan(observer().observe(), true);
        cycles.decided(id, plan);
        var execution = UUID.randomUUID();
        if (client().start("client_value_predictor", Map.of(), "key")
                instanceof Answer.Given<ExecutionView>(var started)) {
            execution = started.executionId();
            cycles.keep(id, Runs.of(plan.runs().getFirst(), started, false));
        }
        client().execution(execution);
        time.forAbout(Duration.ofMinutes(61));
        assertThat(cycle().run(id).status()).isEqualTo("interrupted");
        service.with(predictor().completed(time.instant()));

        var next = cycle().run(accepted(requests.request("ayu")));

        assertThat(next.closed()).singleElement().satisfies(closed -> {
            assertThat(closed.cycleId()).isEqualTo(id);
            assertThat(closed.run().status()).isEqualTo("completed");
        });
    }

    @Test
    void aCycleIsDecidedOnceAndReportedOnce() {
        service.with(predictor().backlog(WORK));
        var id = accepted(requests.request("ayu"));
        var plan = planner().plan(observer().observe(), true);
        cycles.decided(id, plan);

        assertThatThrownBy(() -> cycles.decided(id, planner().plan(TestAgent.seen(NOW), true)))
                .isInstanceOf(IllegalStateException.class);
        var report = cycle().run(id);

        assertThat(report.plan()).isEqualTo(plan);
        assertThat(reports.save(report.closing(
                        List.of(new CycleView.Closed(id, report.runs().getFirst())))))
                .isFalse();
        assertThat(reports.find(id)).contains(report);
    }

    @Test
    void aCycleThatWasInterruptedBeforeItsDecisionDoesNotEndTheRowOfThoseThatLeftADueAgentOut() {
        service.with(agent("own"));
        var left = new LeftOut("own", "own", "slots_full", "All places are taken.", null, true);
        var plan = new PlanView("rules", TestAgent.seen(NOW), List.of(), List.of(left));
        ended("completed", plan);
        ended("completed", plan);
        ended("interrupted", null);
        ended("completed", plan);
        ended("interrupted", null);

        assertThat(observer().observe().agent("own"))
                .map(AgentFacts::dueLeftOut)
                .contains(3);
    }

    private void ended(String status, @Nullable PlanView plan) {
        time.forAbout(Duration.ofMinutes(1));
        var report = new CycleView(
                UUID.randomUUID(),
                "schedule",
                "schedule",
                status,
                "ended",
                "Done.",
                time.instant(),
                time.instant(),
                plan,
                List.of(),
                new CycleView.Timings(null, null, null, null),
                new CycleView.Totals(0, 0, 0, 0, 0, 0),
                List.of());
        assertThat(reports.save(report)).isTrue();
    }

    @Test
    void whatWaitsForAnAgentIsANumber() {
        var nothing = FakeAgents.JSON.readValue("{\"things\": null}", new TypeReference<Map<String, Long>>() {});

        assertThatThrownBy(() -> agent("own").backlog(nothing).facts()).isInstanceOf(NullPointerException.class);
    }

    @Test
    void theModelsPlanIsKeptWithItsWordsBesideTheRules() {
        service.with(predictor().backlog(WORK), agent("own").priority(1).backlog(Map.of("things", 1L)));
        var model = new SayingModel("""
                {"run": [{"agent": "own", "why": "<b>first</b>"}], "leave": [{"agent": "client_value_predictor", "why": "later"}]}
                """);

        var report = cycle(new LlmPlanner(model, SayingModel.PROMPT, TestAgent.SETTINGS, ZONE))
                .run(accepted(requests.request("ayu")));

        assertThat(reports.find(report.cycleId())).contains(report);
        var plan = report.plan();
        assertThat(plan).isNotNull();
        assertThat(plan.decidedBy()).isEqualTo("model");
        assertThat(plan.runs()).extracting(PlanView.PlannedRun::why).containsExactly("<b>first</b>");
        assertThat(plan.leftOut())
                .extracting(LeftOut::reasonCode, LeftOut::why)
                .containsExactly(tuple("left_by_model", "later"));
        assertThat(plan.rulePlan()).containsExactly("client_value_predictor", "own");
        var planners = new CycleStatistics(
                        database.jdbc(), TestExecutions.statistics(database.jdbc()), FakeAgents.JSON, time)
                .now()
                .planners();
        assertThat(planners.byModel()).isEqualTo(1);
        assertThat(planners.sameAgents().hits()).isZero();
        assertThat(planners.leftByModel()).isEqualTo(1);
    }

    private List<String> tasks() {
        return database.jdbc()
                .sql("SELECT task_instance FROM orchestrator_tasks ORDER BY 1")
                .query((rows, _) -> rows.getString(1))
                .list();
    }

    private static UUID accepted(Request request) {
        assertThat(request).isInstanceOf(Request.Accepted.class);
        return ((Request.Accepted) request).cycle().cycleId();
    }

    private CycleRequests requests(boolean enabled, Clock clock) {
        return new CycleRequests(
                cycles,
                database.dataSource(),
                database.transactions(),
                new CycleSwitch(database.jdbc(), TestAgent.settings(enabled), clock),
                UUID::randomUUID,
                clock);
    }

    private AgentsClient client() {
        return new AgentsClient(
                service::address,
                () -> FakeAgents.TOKEN,
                FakeAgents.JSON,
                new Retries(time, new Random(1), time),
                ObservationRegistry.NOOP,
                time);
    }

    private SystemObserver observer(Source... sources) {
        var read = sources.length == 0 ? reader(metrics()) : reader(sources);
        return new SystemObserver(
                client(),
                read,
                new AgentsReading(reports, Optional::empty),
                Duration.ofSeconds(20),
                Traces.none(),
                time);
    }

    private static MetricReader reader(Source... sources) {
        return new MetricReader(
                database.jdbc(), new DataSourceTransactionManager(database.dataSource()), List.of(sources));
    }

    private static Source metrics() {
        return Source.of("p95_response_ms", () -> Metric.known(12.5));
    }

    private static RulePlanner planner() {
        return new RulePlanner(TestAgent.SETTINGS, ZONE);
    }

    private Cycle cycle() {
        return cycle(planner());
    }

    private Cycle cycle(Planner planner) {
        var client = client();
        return new Cycle(
                cycles,
                new AgentsReady(client, alerts, BUILD, Duration.ofMinutes(10), Duration.ofMinutes(1), time, time),
                observer(),
                planner,
                new PlanRunner(new AgentRun(client, time, time), TestAgent.SETTINGS, Traces.none()),
                new LateRuns(reports, client, time),
                reports,
                new CycleAlerts(alerts, reports),
                database.transactions(),
                TestAgent.SETTINGS,
                new CycleMeters(new SimpleMeterRegistry()),
                Traces.none(),
                time);
    }
}
