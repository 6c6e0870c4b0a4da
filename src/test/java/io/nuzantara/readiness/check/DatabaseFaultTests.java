package io.nuzantara.readiness.check;

import static io.nuzantara.readiness.check.Faults.fails;
import static io.nuzantara.readiness.check.Faults.isSkipped;
import static io.nuzantara.readiness.check.Faults.passes;
import static io.nuzantara.readiness.check.Faults.warns;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.Backups;
import io.nuzantara.database.DatabaseReach;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultTests {

    private static final String STRANGER = "readiness_stranger";

    @TempDir
    private Path data;

    private TestDatabase shared;

    @BeforeAll
    void start() throws SQLException {
        shared = TestDatabase.create();
        execute(shared.superuser(), "DROP ROLE IF EXISTS " + STRANGER);
        execute(shared.superuser(), "CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(STRANGER));
    }

    private static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (var connection = connected(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private TestSite site() {
        return new TestSite(data);
    }

    private DatabaseCheck database(TestSite site) {
        return new DatabaseCheck(site.site(), false);
    }

    @Test
    void aMigratedDatabaseIsInOrder() {
        passes(database(site().with(shared)), "The schema is current. The role has its rights.");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() throws IOException {
        var closed =
                site().withDatabaseUrl("postgresql://me:verysecret@127.0.0.1:%d/db".formatted(Listening.closedPort()));
        fails(database(closed), "nothing answers there", "DATABASE_URL=");
        assertThat(Faults.row(database(closed)).toString()).doesNotContain("verysecret");
        try (var silent = Listening.blackHole()) {
            var hanging = site().impatient()
                    .withDatabaseUrl("postgresql://me@127.0.0.1:%d/db".formatted(silent.getLocalPort()));

            fails(database(hanging), "DATABASE_URL does not work", "psql");
            isSkipped(new ClockCheck(hanging.site()), "see row database");
        }
    }

    @Test
    void aWrongPasswordIsTold() {
        var url = TestDatabase.url(shared.app()).replaceAll("password=[^&]*", "password=wrong");

        fails(database(site().withDatabaseUrl(url)), "the user or the password is wrong", "DATABASE_URL=");
    }

    @Test
    void anAddressThatIsNoneIsTold() {
        fails(database(site().withDatabaseUrl("mysql://db/x")), "must look like postgresql://", "DATABASE_URL=");
    }

    @Test
    void pendingMigrationsAreCountedUnlessAnUpgradeIsPlanned() throws SQLException {
        var old = TestDatabase.create();
        execute(old.owner(), "DELETE FROM nuzantara.flyway_schema_history WHERE version >= '127'");

        fails(database(site().with(old)), "migrations are pending, from 127 on", "./nuzantara up --migrate-only");
        assertThat(Faults.row(new DatabaseCheck(site().with(old).site(), true)).state())
                .isEqualTo("pass");
        passes(new MigrationsCheck(site().with(old).site()), "V127: ");
    }

    @Test
    void anEmptyDatabaseHasAllMigrationsToCome() {
        var url = TestDatabase.url(shared.superuser()).replaceAll("/test_\\d+", "/postgres");

        var row = Faults.row(database(site().withDatabaseUrl(url)));

        assertThat(row.state()).isEqualTo("fail");
        assertThat(row.sentence())
                .contains("migrations are pending, from 001 on")
                .contains("superuser")
                .contains("pg_trgm is missing")
                .contains("pg_stat_statements is not created");
        assertThat(row.fix())
                .contains("CREATE EXTENSION pg_trgm")
                .contains("CREATE EXTENSION pg_stat_statements")
                .contains("CREATE ROLE");
    }

    @Test
    void aMigrationThatFailedHalfWayIsNamed() throws SQLException {
        var broken = TestDatabase.create();
        execute(broken.owner(), "UPDATE nuzantara.flyway_schema_history SET success = false WHERE version = '141'");

        fails(database(site().with(broken)), "failed half way: 141", "./nuzantara restore FILE --replace");
    }

    @Test
    void aNewerSchemaIsARollback() throws SQLException {
        var newer = TestDatabase.create();
        execute(
                newer.owner(),
                "INSERT INTO nuzantara.flyway_schema_history SELECT 9000, '999', 'of tomorrow', type, 'V999__of_tomorrow.sql', 1, installed_by, now(), 1, true FROM nuzantara.flyway_schema_history WHERE type = 'SQL' LIMIT 1");

        warns(database(site().with(newer)), "newer version of the program (999)", "rollback");
    }

    @Test
    void aMissingRightIsNamedWithItsGrant() throws SQLException {
        var poor = TestDatabase.create();
        execute(poor.owner(), "REVOKE INSERT ON nuzantara.alerts FROM nuzantara_app");

        fails(
                database(site().with(poor)),
                "may not read and write alerts",
                "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA nuzantara TO nuzantara_app;");
    }

    @Test
    void aRoleWithoutAnyRightIsNoService() {
        var row = Faults.row(database(site().withDatabaseUrl(asStranger())));

        assertThat(row.state()).isEqualTo("fail");
        assertThat(row.sentence()).contains("may not read and write").contains("Only statements of our own role");
        assertThat(row.fix())
                .contains("TO readiness_stranger")
                .contains("GRANT pg_read_all_stats TO \"readiness_stranger\"");
    }

    @Test
    void aRoleWithoutAnyRightCannotWriteTheLedger() {
        fails(new ErrorsCheck(site().withDatabaseUrl(asStranger()).site()), "could not be looked at", "preflight");
    }

    private String asStranger() {
        return TestDatabase.url(shared.app())
                .replaceAll("user=[^&]*", "user=" + STRANGER)
                .replaceAll("password=[^&]*", "password=" + STRANGER);
    }

    @Test
    void theLinesForMissingStatisticsFitWhoRunsTheServer() {
        var own = ServerKind.of(DatabaseUrl.parse("postgresql://me@db.example.com/x"), false);
        var managed =
                ServerKind.of(DatabaseUrl.parse("postgresql://me@crm.abc123.eu-west-1.rds.amazonaws.com/x"), false);

        assertThat(own.preload())
                .contains("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
                .contains("CREATE EXTENSION");
        assertThat(managed.preload()).contains("parameter group").contains("CREATE EXTENSION");
        assertThat(ServerKind.of(DatabaseUrl.parse("postgresql://me@10.0.0.1/x"), true))
                .isEqualTo(ServerKind.MANAGED);
    }

    @Test
    void anOldBackupIsTold() {
        var now = Instant.now();
        var database = TestDatabase.create();
        var site = new TestSite(data).with(database).at(Clock.fixed(now, ZoneOffset.UTC));
        warns(BackupCheck.nightly(onOwnServer(database, now)), "There is no backup yet", "./nuzantara backup");
        new Backups(database.jdbc(), Clock.fixed(now, ZoneOffset.UTC))
                .completed(new Backups.Completed(now.minus(Duration.ofMinutes(25 * 60 + 30)), "a.zip", 1, 1, "1"));

        passes(BackupCheck.nightly(site.site()), "25 hours old");
        warns(BackupCheck.beforeUpgrade(site.site()), "25 hours old", "./nuzantara backup");
        isSkipped(
                BackupCheck.beforeUpgrade(
                        site.with("nuzantara.backup.cron", "-").site()),
                "takes none by itself");
        isSkipped(
                BackupCheck.nightly(site.with("nuzantara.backup.cron", "")
                        .with("nuzantara.database-url", "postgresql://db.internal/nuzantara")
                        .site()),
                "takes none by itself");
    }

    private Site onOwnServer(TestDatabase database, Instant now) {
        return new TestSite(data)
                .with(() -> new DatabaseReach.Open(database.dataSource(), database.app(), true))
                .at(Clock.fixed(now, ZoneOffset.UTC))
                .site();
    }

    @Test
    void aWrongClockIsTold() {
        passes(new ClockCheck(site().with(shared).site()), "the database's");
        warns(
                new ClockCheck(site().with(shared)
                        .at(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(3)))
                        .site()),
                "ahead of the database's",
                "timedatectl");
        fails(
                new ClockCheck(site().with(shared)
                        .at(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1)))
                        .site()),
                "behind the database's",
                "timedatectl");
    }

    @Test
    void aScheduleThatCannotBeReadIsNamedWithTheRowThatHoldsIt() throws SQLException {
        var own = TestDatabase.create();
        own.jdbc().sql("""
                        INSERT INTO agent_settings (agent, cron, zone, cooldown, updated_at, updated_by)
                        VALUES ('conversation_trainer', 'at noon', 'Asia/Makassar', '1 hour', now(), 'test')
                        """).update();

        fails(
                new SchedulesCheck(site().with(own).site()),
                "schedule of conversation_trainer cannot be read",
                "UPDATE nuzantara.agent_settings");
    }

    @Test
    void anEmbeddedDatabaseIsNeitherStartedNorTouched() throws IOException {
        var beside = site().withDatabaseUrl("false");

        isSkipped(database(beside), "runs only while the service does");

        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anEmbeddedDatabaseOfAnotherMajorVersionIsNamed() throws IOException {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");
        try {
            fails(
                    database(site().withDatabaseUrl("false")),
                    "holds PostgreSQL 17",
                    "./nuzantara restore FILE --replace");
        } finally {
            Files.delete(data.resolve("postgres/PG_VERSION"));
            Files.delete(data.resolve("postgres"));
        }
    }

    /** The role sees that these sessions are there, and nothing else of them. */
    @Test
    void connectionsOfOthersAreCounted() throws SQLException {
        var stranger = new DatabaseUrl(shared.app().jdbcUrl(), STRANGER, STRANGER);
        var open = new ArrayList<Connection>();
        try (var pool = new SingleConnectionDataSource(connected(stranger), true)) {
            while (sessions() < 31) {
                open.add(connected(shared.owner()));
            }
            var site = site().with(() -> new DatabaseReach.Open(pool, stranger, false));

            assertThat(Faults.row(database(site)).sentence()).contains("of the server's connections are free");
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static Connection connected(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    private long sessions() {
        return shared.jdbc()
                .sql("SELECT sum(numbackends) FROM pg_stat_database")
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsStoppedForAllNodesIsToldWithTheCommandThatLiftsIt() {
        var own = TestDatabase.create();
        own.jdbc().sql("""
                        INSERT INTO engine_settings (name, value, reason, updated_at, updated_by)
                        VALUES ('stopped', 'true', 'bills twice', now(), 'operator')
                        """).update();

        warns(
                new OutboundCheck(
                        site().with(own).at(new SettableClock(Instant.now())).site()),
                "by operator",
                "./nuzantara resume");
    }

    @Test
    void aDatabaseThatDoesNotSayWhetherEverythingIsStoppedHasNotSaidNo() {
        var own = TestDatabase.create();
        var hurried = site().impatient().with(own).site();

        own.transactions().executeWithoutResult(_ -> {
            own.jdbc()
                    .sql("LOCK TABLE engine_settings IN ACCESS EXCLUSIVE MODE")
                    .update();

            isSkipped(new OutboundCheck(hurried), "Whether everything is stopped is not known");
            assertThat(CompletableFuture.supplyAsync(() -> hurried.unasked("no provider is asked")))
                    .succeedsWithin(TestSite.PATIENCE)
                    .isNotEqualTo(Optional.empty());
        });
        passes(new OutboundCheck(site().with(own).site()), "Nothing is stopped");
    }

    @Test
    void nothingWasStoppedBeforeThereIsATableToSayIt() throws SQLException {
        var old = TestDatabase.create();
        execute(old.owner(), "DROP TABLE nuzantara.engine_settings CASCADE");

        passes(new OutboundCheck(site().with(old).site()), "Nothing is stopped");
    }

    @Test
    void rowsWhoseColumnsAreStillToComeAreLeftOut() throws SQLException {
        var old = TestDatabase.create();
        execute(old.owner(), "ALTER TABLE nuzantara.service_nodes DROP COLUMN commit");

        isSkipped(new VersionCheck(site().with(old).site()), "older than this program");
    }

    @Test
    void executionsUnderWayAreToldBeforeAnUpgrade() {
        var own = TestDatabase.create();
        passes(new InFlightCheck(site().with(own).site()), "No execution is under way");
        own.jdbc().sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (gen_random_uuid(), 'conversation_trainer', 'api', 'test', '{}', 'running', 5, now())
                        """).update();

        warns(
                new InFlightCheck(site().with(own).site()),
                "1 executions are under way (conversation_trainer)",
                "./nuzantara status --watch");
    }
}
