package io.nuzantara.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.nuzantara.alert.TestAlerts;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.DegradedReason;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.telemetry.TestTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class PerformanceOptimizerTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final String HOSTILE = "/x/$(touch /tmp/pwned)`id`\"'; DROP TABLE crm_clients; --";

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final Clock clock = Clock.systemUTC();
    private JdbcClient owner;
    private PerformanceOptimizer optimizer;

    @BeforeEach
    void setUp() {
        var source = new DriverManagerDataSource(database.owner().jdbcUrl());
        source.setUsername(database.owner().user());
        source.setPassword(database.owner().password());
        owner = JdbcClient.create(source);
        optimizer = optimizer(database.dataSource());
    }

    @Test
    void anAnalysisStoresFindingsWithFiguresAndChangesNothing() {
        childWithoutIndex();
        requests("/api/slow", 20, 4_000, 200);

        var result = run(false);

        assertThat(result.result())
                .containsEntry("applied", 0)
                .containsEntry("critical", 1L)
                .containsEntry("proposals", 1L)
                .containsEntry("pr_branch", null);
        assertThat(result.message()).contains("nothing was changed");
        assertThat(
                        texts(
                                "SELECT rule || ' ' || severity || ' ' || subject FROM optimizer_findings WHERE resolved_at IS NULL ORDER BY 1"))
                .contains("catalog.foreign_key_without_index medium nuzantara.test_child test_child_p_fkey")
                .contains("compat.slow_endpoint critical GET /api/slow");
        assertThat(texts("SELECT definition FROM optimizer_proposals WHERE status = 'open'"))
                .matches(
                        "CREATE INDEX CONCURRENTLY \"opt_test_child_p_[0-9a-f]{8}\" ON \"nuzantara\".\"test_child\" \\(p\\)");
        assertThat(count("SELECT count(*) FROM pg_indexes WHERE tablename = 'test_child'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM alerts WHERE recovered_at IS NULL"))
                .isOne();
    }

    @Test
    void aFindingIsOneRowUntilItIsGoneAndItsProposalEndsWithIt() {
        childWithoutIndex();
        run(false);
        run(false);
        var rule = "rule = 'catalog.foreign_key_without_index'";
        assertThat(count("SELECT count(*) FROM optimizer_findings WHERE resolved_at IS NULL AND " + rule))
                .isOne();

        owner.sql("CREATE INDEX ON nuzantara.test_child (p)").update();
        run(false);

        assertThat(count("SELECT count(*) FROM optimizer_findings WHERE resolved_at IS NOT NULL AND " + rule))
                .isOne();
        assertThat(texts("SELECT status FROM optimizer_proposals")).isEqualTo("superseded");
        assertThat(optimizer.backlog()).containsEntry("open_proposals", 0L).containsEntry("unread_snapshots", 0L);
    }

    @Test
    void aRejectedProposalIsNotMadeAgain() {
        childWithoutIndex();
        run(false);
        jdbc.sql("UPDATE optimizer_proposals SET status = 'rejected', decided_at = now()")
                .update();

        var result = run(false);

        assertThat(result.result()).containsEntry("proposals", 0L);
    }

    @Test
    void aDryRunStoresNothing() {
        childWithoutIndex();

        var result = run(true);

        assertThat((Integer) result.result().get("findings")).isPositive();
        assertThat(
                        count(
                                "SELECT (SELECT count(*) FROM optimizer_findings) + (SELECT count(*) FROM optimizer_proposals)"))
                .isZero();
        assertThat(optimizer.backlog().get("unread_snapshots")).isPositive();
    }

    @Test
    void anExecutionContinuesAfterItsProcessDied() {
        childWithoutIndex();
        var execution = execution(false).dyingAfter(2);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> optimizer.run(execution)))
                .isInstanceOf(DirectExecution.Died.class);

        var outcome = optimizer.run(execution.dyingAfter(10));

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(execution.steps()).containsExactly("window", "findings", "catalog", "report");
        assertThat(count("SELECT count(*) FROM optimizer_analyses")).isOne();
    }

    @Test
    void hostileNamesAndTextsAreDataAndNothingElse() {
        requests(HOSTILE, 20, 4_000, 500);
        jdbc.sql("SELECT count(*) AS \"$(reboot)`id`\" FROM crm_clients WHERE name = '$(reboot)'")
                .query(Long.class)
                .single();

        var result = run(false);

        assertThat(result.result()).containsEntry("critical", 2L);
        assertThat(texts("SELECT subject FROM optimizer_findings WHERE rule = 'compat.error_rate'"))
                .isEqualTo("GET " + HOSTILE);
        assertThat(count("SELECT count(*) FROM crm_clients")).isZero();
        assertThat(Path.of("/tmp/pwned")).doesNotExist();
    }

    @Test
    void withoutStatisticsTheRestIsDoneAndTheFixIsNamed() {
        childWithoutIndex();
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.app().jdbcUrl());
            pool.setUsername(database.app().user());
            pool.setPassword(database.app().password());
            pool.setConnectionInitSql("SET search_path TO nuzantara");
            var execution = execution(false);

            var outcome = (Outcome.Completed) optimizer(pool).run(execution);

            assertThat(outcome.message()).contains("ALTER EXTENSION pg_stat_statements SET SCHEMA public;");
            assertThat(outcome.result()).containsEntry("coverage_pct", null).containsEntry("proposals", 1L);
            assertThat(execution.reasons()).containsExactly(DegradedReason.PARTIAL_SOURCES);
        }
    }

    @Test
    void everyStepsOutputSurvivesItsRecord() {
        var taken = TestTelemetry.snapshots(database.dataSource()).take();
        var window = new PerformanceOptimizer.Window(taken.takenAt(), taken.takenAt(), true, taken.missing());
        var tally = new Workload.Tally(1, 0, java.util.List.of("a"), Map.of("b", "c"));
        var workload =
                new Workload(Instant.EPOCH, Instant.EPOCH, 2, 1.5, new Coverage(3, null, Map.of("utility", 1)), tally);
        var report = new Reports.Report(1, 0, 2, Map.of());

        assertThat(JSON.readValue(JSON.writeValueAsString(window), PerformanceOptimizer.Window.class))
                .isEqualTo(window);
        assertThat(JSON.readValue(JSON.writeValueAsString(workload), Workload.class))
                .isEqualTo(workload);
        assertThat(JSON.readValue(JSON.writeValueAsString(report), Reports.Report.class))
                .isEqualTo(report);
    }

    private PerformanceOptimizer optimizer(DataSource source) {
        var client = JdbcClient.create(source);
        var snapshots = TestTelemetry.snapshots(source);
        var proposals = new Proposals(client, JSON);
        var analyses = new Analyses(client, JSON);
        return new PerformanceOptimizer(
                snapshots,
                new WorkloadCheck(
                        TestTelemetry.endpoints(source, clock), TestTelemetry.systemLoad(source, directory, clock)),
                new CatalogCheck(new Catalog(client), TestTelemetry.indexHistory(source)),
                new Reports(new FindingLedger(client, JSON), proposals, analyses, TestAlerts.logging(client, clock)),
                new Backlog(snapshots, analyses, proposals, clock));
    }

    private Outcome.Completed run(boolean dryRun) {
        return (Outcome.Completed) optimizer.run(execution(dryRun));
    }

    private DirectExecution execution(boolean dryRun) {
        return new DirectExecution(
                new Parameters(Map.of("window_hours", 24L, "dry_run", dryRun)),
                clock.instant(),
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())));
    }

    private void childWithoutIndex() {
        owner.sql("CREATE TABLE nuzantara.test_parent (id bigint PRIMARY KEY)").update();
        owner.sql("CREATE TABLE nuzantara.test_child (p bigint REFERENCES nuzantara.test_parent)")
                .update();
    }

    private void requests(String endpoint, int number, double millis, int status) {
        for (var request = 0; request < number; request++) {
            jdbc.sql("""
                            INSERT INTO api_request_logs (endpoint, method, status_code, response_time_ms, timestamp)
                            VALUES (:endpoint, 'GET', :status, :millis, :at)
                            """)
                    .param("endpoint", endpoint)
                    .param("status", status)
                    .param("millis", millis)
                    .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private String texts(String sql) {
        return String.join(
                "\n", jdbc.sql(sql).query((row, number) -> row.getString(1)).list());
    }
}
