package io.nuzantara.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.ApplicationTest;
import io.nuzantara.alert.AlertLog;
import io.nuzantara.alert.Alerts;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.ExecutionTotals;
import io.nuzantara.telemetry.TestTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts come from the tables; other tests write into them as well, so only differences are looked at. */
@ApplicationTest
class LevelWatchTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    Events events;

    @Autowired
    Alerts alerts;

    @Autowired
    ExecutionTotals executions;

    @Autowired
    AlertLog alertLog;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void recover() {
        List.of(Objective.values()).forEach(objective -> alerts.recover("slo:%s:page".formatted(objective.id())));
    }

    @Test
    void failedRequestsRaiseAPageAndItsEndFollows() {
        var watch = new LevelWatch(events, alerts, new SimpleMeterRegistry());
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            jdbc.sql("""
                            INSERT INTO api_request_logs (endpoint, method, status_code, response_time_ms, timestamp)
                            SELECT '/slo-test', 'GET', 503, 1, clock_timestamp() FROM generate_series(1, 50000)
                            """).update();
            watch.lookForPages();
            assertThat(open()).contains("slo:api-availability:page");

            jdbc.sql("DELETE FROM api_request_logs WHERE endpoint = '/slo-test'")
                    .update();
            watch.lookForPages();
            assertThat(open()).doesNotContain("slo:api-availability:page");
            transaction.setRollbackOnly();
        });
    }

    @Test
    void aPageLastsWhileNothingShowsThatItIsOver() {
        var database = TestDatabase.create();
        var told = TestAlerts.logging(database.jdbc(), clock);
        var watch = new LevelWatch(events(database.dataSource()), told, new SimpleMeterRegistry());
        database.jdbc().sql("""
                        INSERT INTO api_request_logs (endpoint, method, status_code, response_time_ms, timestamp)
                        SELECT '/', 'GET', 500, 1, now() FROM generate_series(1, 9)
                        """).update();
        watch.lookForPages();
        assertThat(told.open()).extracting(Alerts.OpenAlert::cause).contains("slo:api-availability:page");

        database.jdbc()
                .sql("UPDATE api_request_logs SET timestamp = now() - interval '40 minutes'")
                .update();
        watch.lookForPages();

        assertThat(told.open()).extracting(Alerts.OpenAlert::cause).contains("slo:api-availability:page");
    }

    @Test
    void anObjectiveThatCannotBeCountedDoesNotHideTheOthers() {
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none", "none", "none");
        var watch = new LevelWatch(events(nowhere), alerts, new SimpleMeterRegistry());
        inRolledBackTransaction(() -> {
            jdbc.sql("""
                            INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, degraded, priority,
                                                          error_code, created_at, finished_at)
                            SELECT gen_random_uuid(), 'probe', 'api', 'test', '{}', 'failed', false, 5, 'agent_bug',
                                   clock_timestamp(), clock_timestamp()
                              FROM generate_series(1, 20000)
                            """).update();
            watch.lookForPages();

            assertThat(open()).contains("slo:executions:page");
        });
    }

    private Events events(DataSource requestLog) {
        return new Events(TestTelemetry.endpoints(requestLog, clock), executions, alertLog, clock);
    }

    private List<String> open() {
        return alerts.open().stream().map(Alerts.OpenAlert::cause).toList();
    }

    @Test
    void executionsThatFailOrAreNotWholeAreBadAndCancelledOnesDoNotCount() {
        var before = events.count(Objective.EXECUTIONS, HOUR);
        inRolledBackTransaction(() -> {
            ended("completed", false);
            ended("completed", true);
            ended("failed", false);
            ended("cancelled", false);

            assertThat(added(before, Objective.EXECUTIONS)).isEqualTo(new Count(3, 2));
        });
    }

    @Test
    void aScheduledExecutionThatBeganLateIsBad() {
        var before = events.count(Objective.SCHEDULE, HOUR);
        var now = clock.instant();
        inRolledBackTransaction(() -> {
            scheduled(now.minusSeconds(400).toString(), now.minusSeconds(390));
            scheduled(now.minusSeconds(401).toString(), now.minusSeconds(2));
            scheduled("2026-01-01T04:00[Asia/Makassar]", now.minusSeconds(1));
            scheduled(now.minusSeconds(402).toString(), null);
            scheduled(now.minusSeconds(60).toString(), null);

            assertThat(added(before, Objective.SCHEDULE)).isEqualTo(new Count(5, 3));
        });
    }

    private void inRolledBackTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            work.run();
            transaction.setRollbackOnly();
        });
    }

    private Count added(Count before, Objective objective) {
        var after = events.count(objective, HOUR);
        return new Count(after.all() - before.all(), after.bad() - before.bad());
    }

    private void ended(String status, boolean degraded) {
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, degraded, priority, error_code,
                                                      created_at, finished_at)
                        VALUES (gen_random_uuid(), 'probe', 'api', 'test', '{}', :status, :degraded, 5,
                                CASE WHEN :status = 'failed' THEN 'agent_bug' END, now(), now())
                        """).param("status", status).param("degraded", degraded).update();
    }

    private void scheduled(String occurrence, @org.jspecify.annotations.Nullable Instant begun) {
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, idempotency_key,
                                                      created_at, running_since)
                        VALUES (gen_random_uuid(), 'probe', 'schedule', 'test', '{}', 'started', 5, 'cron:probe:' || :occurrence,
                                now(), CAST(:begun AS timestamptz))
                        """)
                .param("occurrence", occurrence)
                .param("begun", begun == null ? null : begun.toString())
                .update();
    }
}
