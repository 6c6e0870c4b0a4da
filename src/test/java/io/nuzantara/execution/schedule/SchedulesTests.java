package io.nuzantara.execution.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.ApplicationTest;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.ProbeAgent;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class SchedulesTests {

    private static final String AGENT = "client_value_predictor";
    private static final Instant FRIDAY = Instant.parse("2031-03-07T09:00:00Z");

    @Autowired
    ScheduleRows rows;

    @Autowired
    Agents agents;

    @Autowired
    Executions executions;

    @Autowired
    ObjectProvider<Scheduler> scheduler;

    @Autowired
    ObjectProvider<MeterRegistry> meters;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ProbeAgent probe;

    private final SettableClock time = new SettableClock();
    private ManualScheduler manual;
    private Schedules schedules;

    @BeforeEach
    void plan() {
        set("0 0 4 * * *", true);
        time.set(FRIDAY);
        schedules = schedules(InstantSource.fixed(FRIDAY).withZone(ZoneOffset.UTC));
        manual = TestHelper.createManualScheduler(
                        TestDatabase.create().dataSource(),
                        ScheduleConfiguration.task(
                                (agent, at) -> schedules(clock()).fire(agent, at)))
                .clock(time)
                .build();
    }

    private Clock clock() {
        return Clock.fixed(time.now(), ZoneOffset.UTC);
    }

    private Schedules schedules(Clock clock) {
        return new Schedules(rows, agents, executions, scheduler, meters, true, clock);
    }

    /** The probe is no agent for people: only what a test plans fires. */
    private void set(String cron, boolean enabled) {
        jdbc.sql("""
                        INSERT INTO agent_settings (agent, enabled, cron, zone, cooldown, updated_at, updated_by)
                        VALUES ('probe', :enabled, :cron, 'Asia/Makassar', interval '0', now(), 'test')
                        ON CONFLICT (agent) DO UPDATE SET cron = :cron, enabled = :enabled
                        """).param("cron", cron).param("enabled", enabled).update();
    }

    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM agent_settings WHERE agent = 'probe'").update();
        jdbc.sql("DELETE FROM scheduled_tasks WHERE task_name = 'cron'").update();
        manual.stop();
    }

    private void planned(Instant at) {
        manual.schedule(new TaskInstance<>("cron", "probe"), at);
    }

    private Instant next() {
        return manual.getScheduledExecution(new TaskInstance<>("cron", "probe"))
                .orElseThrow()
                .getExecutionTime();
    }

    private List<String> started(String day) {
        return jdbc
                .sql("SELECT idempotency_key FROM agent_executions WHERE idempotency_key LIKE :key ORDER BY id")
                .param("key", "cron:probe:" + day + "%")
                .query(String.class)
                .list()
                .stream()
                .map(String::valueOf)
                .toList();
    }

    @Test
    void anOccurrenceStartsTheAgentWithItsDefaultsAndPlansTheNext() {
        planned(Instant.parse("2031-03-07T20:00:00Z"));

        manual.setTime(Instant.parse("2031-03-07T20:00:01Z"));
        manual.runAnyDueExecutions();

        assertThat(started("2031-03-08")).containsExactly("cron:probe:2031-03-08T04:00[Asia/Makassar]");
        assertThat(next()).isEqualTo(Instant.parse("2031-03-08T20:00:00Z"));
        assertThat(jdbc.sql(
                                "SELECT trigger || ' ' || requested_by FROM agent_executions WHERE idempotency_key LIKE 'cron:probe:2031-03-08%'")
                        .query(String.class)
                        .single())
                .isEqualTo("schedule schedule");
        assertThat(meters.getObject()
                        .get("nuzantara.schedule.delay")
                        .tag("agent", "probe")
                        .timer()
                        .count())
                .isPositive();
    }

    @Test
    void whatWasMissedInAnOutageFiresOnceAndThenTheNextFutureOne() {
        planned(Instant.parse("2031-04-07T20:00:00Z"));

        manual.setTime(Instant.parse("2031-04-11T10:00:00Z"));
        manual.runAnyDueExecutions();
        manual.runAnyDueExecutions();

        assertThat(started("2031-04")).containsExactly("cron:probe:2031-04-08T04:00[Asia/Makassar]");
        assertThat(next()).isEqualTo(Instant.parse("2031-04-11T20:00:00Z"));
    }

    @Test
    void aRepeatedFiringOfTheSameOccurrenceStartsNothing() {
        var occurrence = Instant.parse("2031-05-07T20:00:00Z");

        schedules.fire("probe", occurrence);
        schedules.fire("probe", occurrence);

        assertThat(started("2031-05")).hasSize(1);
    }

    @Test
    void aDisabledAgentIsNotStartedButStaysPlanned() {
        set("0 0 4 * * *", false);
        planned(Instant.parse("2031-06-07T20:00:00Z"));

        manual.setTime(Instant.parse("2031-06-07T20:00:01Z"));
        manual.runAnyDueExecutions();

        assertThat(started("2031-06")).isEmpty();
        assertThat(next()).isEqualTo(Instant.parse("2031-06-08T20:00:00Z"));
    }

    @Test
    void anInstantOfAnEarlierSettingStartsNothing() {
        planned(Instant.parse("2031-07-07T20:00:00Z"));
        set("0 0 5 * * *", true);

        manual.setTime(Instant.parse("2031-07-07T20:00:01Z"));
        manual.runAnyDueExecutions();

        assertThat(started("2031-07")).isEmpty();
        assertThat(next()).isEqualTo(Instant.parse("2031-07-07T21:00:00Z"));
    }

    @Test
    void anOccurrenceThatFindsTheAgentAtWorkIsRecordedThereOnceAndNotQueued() {
        var release = new CountDownLatch(1);
        probe.teach("occupied", execution -> {
            awaitQuietly(release);
            return new Outcome.Completed("released", Map.of());
        });
        var active = active();

        schedules.fire("probe", Instant.parse("2031-08-07T20:00:00Z"));
        schedules.fire("probe", Instant.parse("2031-08-07T20:00:00Z"));

        release.countDown();
        assertThat(started("2031-08")).isEmpty();
        assertThat(jdbc.sql(
                                "SELECT data ->> 'occurrence' FROM execution_events WHERE execution_id = :id AND kind = 'occurrence_skipped'")
                        .param("id", active)
                        .query(String.class)
                        .list())
                .containsExactly("2031-08-08T04:00[Asia/Makassar]");
    }

    private UUID active() {
        return Awaitility.await()
                                .until(
                                        () -> executions.start(new StartRequest(
                                                "probe",
                                                new Parameters(Map.of("work", "occupied")),
                                                Trigger.API,
                                                "test",
                                                "probe",
                                                null)),
                                        Start.Accepted.class::isInstance)
                        instanceof Start.Accepted(var id)
                ? id
                : UUID.randomUUID();
    }

    private static void awaitQuietly(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void reconcilingPlansEveryAgentWithASchedule() {
        schedules.reconcile();

        assertThat(rows.planned())
                .containsKey(AGENT)
                .doesNotContainKey("probe")
                .allSatisfy((agent, at) -> assertThat(at).isAfter(FRIDAY));
    }

    @Test
    void aChangedScheduleMovesThePlannedStart() {
        schedules.reconcile();
        var before = rows.planned();

        changed("cron", "0 7 3 * * *", () -> {
            schedules.reconcile();
            assertThat(rows.planned()).containsEntry(AGENT, Instant.parse("2031-03-07T19:07:00Z"));
        });
        schedules.reconcile();

        assertThat(rows.planned()).isEqualTo(before);
    }

    @Test
    void aScheduleThatCannotBeReadIsToldOnceAndStopsNoOther(CapturedOutput output) {
        schedules.reconcile();
        var others = rows.planned().size() - 1;

        changed("zone", "Europe/Atlantis", () -> {
            schedules.reconcile();
            schedules.reconcile();
            assertThat(rows.planned()).hasSize(others).doesNotContainKey(AGENT);
        });

        assertThat(output.getOut().split("Europe/Atlantis", -1)).hasSize(2);
        schedules.reconcile();
        assertThat(rows.planned()).containsKey(AGENT);
    }

    @Test
    void anAgentWithoutScheduleIsForgotten() {
        schedules.reconcile();

        changed("cron", "-", () -> {
            schedules.reconcile();
            assertThat(rows.planned()).doesNotContainKey(AGENT);
        });
    }

    private void changed(String column, String value, Runnable meanwhile) {
        var before = rows.setting(AGENT).orElseThrow();
        update(column.equals("cron") ? value : before.cron(), column.equals("zone") ? value : before.zone());
        try {
            meanwhile.run();
        } finally {
            update(before.cron(), before.zone());
        }
    }

    private void update(String cron, String zone) {
        jdbc.sql("UPDATE agent_settings SET cron = :cron, zone = :zone WHERE agent = '" + AGENT + "'")
                .param("cron", cron)
                .param("zone", zone)
                .update();
    }

    @Test
    void anOccurrenceOutlivesAnOutageOfMinutesAndIsGivenUpAfterTen() {
        var planned = Instant.parse("2026-03-29T01:30:00Z");

        assertThat(ScheduleConfiguration.isLast(planned, 300, planned.plus(Duration.ofMinutes(9))))
                .isFalse();
        assertThat(ScheduleConfiguration.isLast(planned, 10, planned.plus(Duration.ofMinutes(11))))
                .isTrue();
        assertThat(ScheduleConfiguration.isLast(planned, 1, planned.plus(Duration.ofHours(9))))
                .as("found late, tried once")
                .isFalse();
    }
}
