package io.nuzantara.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.AfterRestore;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.LongSession;
import io.nuzantara.database.StartRefused;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a database that others work on, and their way into empty and used ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreTests {

    private static final long SEED = 20_261_129;

    @TempDir
    private static Path folder;

    private final Clock clock = Clock.systemUTC();
    private final TestDatabase source = TestDatabase.create();
    private Path whole = Path.of("");

    @BeforeAll
    void fill() {
        source.jdbc().sql("""
                        INSERT INTO crm_clients (source, external_id, name, created_at, updated_at)
                        SELECT 'test', CAST(n AS text), E'tab\\tline\\nback\\\\slash "quoted" \\U0001F34C ' || n, now(), '0044-03-15 00:00:00+00 BC'
                          FROM generate_series(1, 500) n
                        """).update();
        source.jdbc().sql("""
                        INSERT INTO agent_settings (agent, cron, zone, cooldown, updated_at, updated_by)
                        VALUES ('a', '-', 'UTC', '1 year 2 days 03:04:05.678901', now(), '')
                        """).update();
        source.jdbc().sql("""
                        INSERT INTO api_request_logs (endpoint, method, status_code, response_time_ms, timestamp)
                        VALUES ('/x', 'GET', 200, 0.1 + 0.2, now()), ('/x', 'GET', 200, 'NaN', now())
                        """).update();
        whole = backup(source.owner(), "whole");
    }

    private Path backup(DatabaseUrl owner, String name) {
        var file = folder.resolve(name + ".zip");
        new Backup(owner, clock).take(new Destination.ToFile(file));
        return file;
    }

    private Restore.Restored restore(DatabaseUrl owner, Path file, boolean replace, AfterRestore... afterwards) {
        try (var backup = BackupFile.open(file)) {
            Restore.check(backup);
            return new Restore(owner, List.of(afterwards), clock).restore(backup, replace);
        }
    }

    /** What each table holds, whatever the order of its rows. */
    private static Map<String, Manifest.Content> contents(Path file) {
        try (var backup = BackupFile.open(file)) {
            var contents = new TreeMap<String, Manifest.Content>();
            backup.manifest().tables().forEach(table -> contents.put(table.name(), inAnyOrder(table.content())));
            return contents;
        }
    }

    private static Manifest.Content inAnyOrder(Manifest.Content content) {
        return new Manifest.Content(content.rows(), content.bytes(), "", content.rowSum());
    }

    private static <T> T asked(DatabaseUrl url, String sql, Class<T> type) {
        try (var session = LongSession.open(url, "test", "nuzantara, public")) {
            return session.jdbc().sql(sql).query(type).single();
        }
    }

    private static List<String> schemas(DatabaseUrl url) {
        try (var session = LongSession.open(url, "test", "public")) {
            return session.jdbc()
                    .sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'nuzantara%' ORDER BY 1")
                    .query((row, _) -> row.getString(1))
                    .list();
        }
    }

    @Test
    void everyRowComesBackInADatabaseOfAnotherServer() {
        var target = TestDatabase.empty().owner();

        restore(target, whole, false);

        assertThat(contents(backup(target, "again"))).isEqualTo(contents(whole));
        assertThat(schemas(target)).containsExactly("nuzantara");
        assertThat(asked(target, "SELECT name FROM crm_clients WHERE external_id = '1'", String.class))
                .isEqualTo("tab\tline\nback\\slash \"quoted\" \uD83C\uDF4C 1");
    }

    @Test
    void whatIsWrittenDuringABackupIsInItWholeOrNotAtAll() {
        var stop = new AtomicBoolean();
        var written = new AtomicInteger();
        var work = CompletableFuture.runAsync(() -> writePairs(stop, written));
        Awaitility.await().until(() -> written.get() > 50);

        var file = backup(source.owner(), "busy");
        var during = written.get();
        Awaitility.await().until(() -> written.get() > during);
        stop.set(true);
        work.join();

        var target = TestDatabase.empty().owner();
        restore(target, file, false);
        assertThat(asked(target, "SELECT count(*) FROM agent_executions", Integer.class))
                .isBetween(50, written.get() - 1);
        assertThat(asked(target, """
                        SELECT count(*) FROM agent_executions e
                         WHERE 2 <> (SELECT count(*) FROM execution_events v WHERE v.execution_id = e.id)
                        """, Integer.class)).isZero();
    }

    /** An execution and its two events commit together. */
    private void writePairs(AtomicBoolean stop, AtomicInteger written) {
        while (!stop.get()) {
            var id = UUID.randomUUID();
            source.transactions().executeWithoutResult(_ -> {
                event(id, source, """
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, 'a', 'api', 'test', '{}', 'started', 1, now())
                        """);
                event(id, source, "INSERT INTO execution_events VALUES (:id, 1, now(), 'accepted')");
                event(id, source, "INSERT INTO execution_events VALUES (:id, 2, now(), 'slot_taken')");
            });
            written.incrementAndGet();
        }
    }

    private static void event(UUID id, TestDatabase database, String sql) {
        database.jdbc().sql(sql).param("id", id).update();
    }

    @Test
    void numbersGoOnAfterTheHighestOne() {
        var target = TestDatabase.empty().owner();

        restore(target, whole, false);

        assertThat(asked(target, """
                        INSERT INTO crm_clients (external_id, name, created_at, updated_at) VALUES ('new', 'new', now(), now()) RETURNING id
                        """, Long.class)).isEqualTo(501);
        assertThat(asked(target, """
                        INSERT INTO backups (taken_at, finished_at, outcome, file, error) VALUES (now(), now(), 'failed', '-', '') RETURNING id
                        """, Long.class)).isEqualTo(1);
    }

    /** Whether it was empty or its schema, which holds the extension, was in use. */
    @Test
    void keysTriggersAndRightsAreThoseOfAFreshSchema() {
        var target = TestDatabase.empty().owner();
        var used = TestDatabase.empty().owner();
        var fresh = TestDatabase.empty().owner();
        TestDatabase.migrate(fresh);
        TestDatabase.migrate(used);

        restore(target, whole, false);
        restore(used, whole, true);

        var objects = """
                SELECT string_agg(line, E'\\n' ORDER BY line)
                  FROM (SELECT 'constraint ' || CAST(conrelid AS regclass) || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line
                          FROM pg_constraint WHERE connamespace = CAST('nuzantara' AS regnamespace)
                        UNION ALL
                        SELECT 'trigger ' || CAST(tgrelid AS regclass) || ' ' || tgname || ' ' || CAST(tgenabled AS text)
                          FROM pg_trigger WHERE NOT tgisinternal
                        UNION ALL
                        SELECT 'relation ' || relname || ' ' || CAST(relkind AS text) || ' ' || coalesce(CAST(relacl AS text), '')
                          FROM pg_class WHERE relnamespace = CAST('nuzantara' AS regnamespace)
                        UNION ALL
                        SELECT 'extension ' || extname || ' ' || CAST(extnamespace AS regnamespace) FROM pg_extension) AS lines
                """;
        assertThat(asked(target, objects, String.class)).isEqualTo(asked(fresh, objects, String.class));
        assertThat(asked(used, objects, String.class)).isEqualTo(asked(fresh, objects, String.class));
    }

    @Test
    void dataThatAreThereAreReplacedOnlyOnRequest() {
        var target = TestDatabase.empty().owner();
        TestDatabase.migrate(target);
        asked(target, "INSERT INTO llm_caps VALUES ('day', 1, now(), 'old') RETURNING 1", Integer.class);

        assertThatThrownBy(() -> restore(target, whole, false))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("--replace");
        assertThat(asked(target, "SELECT count(*) FROM llm_caps", Integer.class))
                .isEqualTo(1);

        restore(target, whole, true);

        assertThat(contents(backup(target, "replaced"))).isEqualTo(contents(whole));
        assertThat(asked(target, "SELECT similarity('abc', 'abd') > 0", Boolean.class))
                .isTrue();
        assertThat(schemas(target)).containsExactly("nuzantara");
    }

    @Test
    void aServiceAtWorkIsNotReplaced() throws SQLException {
        var target = TestDatabase.empty().owner();
        try (var service = DriverManager.getConnection(target.jdbcUrl(), target.credentials())) {
            assertThat(service.isValid(1)).isTrue();

            assertThatThrownBy(() -> restore(target, whole, true))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("A service works on this database (1 connections)");
        }
    }

    @Test
    void twoRestoresDoNotMeet() {
        var target = TestDatabase.empty().owner();
        try (var other = LongSession.open(target, "nuzantara-restore", "public")) {
            new Target(other).claim();

            assertThatThrownBy(() -> restore(target, whole, true))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another restore");
        }
    }

    @Test
    void aFailureInTheLastStepLeavesTheDatabaseAsItWas() {
        var target = TestDatabase.empty().owner();
        TestDatabase.migrate(target);
        asked(target, "INSERT INTO llm_caps VALUES ('day', 1, now(), 'old') RETURNING 1", Integer.class);
        AfterRestore failing = (restored, _, _) -> {
            restored.sql("DELETE FROM crm_clients").update();
            throw new IllegalStateException("a bug");
        };

        assertThatThrownBy(() -> restore(target, whole, true, failing)).hasMessage("a bug");

        assertThat(asked(target, "SELECT updated_by FROM llm_caps", String.class))
                .isEqualTo("old");
        assertThat(schemas(target)).containsExactly("nuzantara");
    }

    @Test
    void rowsThatBreakAKeyAreRefusedAndNothingIsLeft() {
        var target = TestDatabase.empty().owner();
        var orphan = changed(
                whole,
                UnaryOperator.identity(),
                "execution_events",
                "00000000-0000-0000-0000-000000000000\t1\t2026-01-01 00:00:00+00\taccepted\t{}\t\\N\n");

        assertThatThrownBy(() -> restore(target, orphan, false))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("SQL state 23503");

        assertThat(schemas(target)).isEmpty();
    }

    @Test
    void whatWasLeftByARestoreThatDiedIsInNobodysWay() throws SQLException {
        var target = TestDatabase.empty().owner();
        try (var session = LongSession.open(target, "test", "public")) {
            session.execute("CREATE SCHEMA nuzantara_restoring CREATE TABLE half (id int)");
        }

        restore(target, whole, false);

        assertThat(schemas(target)).containsExactly("nuzantara");
    }

    @Test
    void aBackupOfAnOlderSchemaIsBroughtUpToDate() {
        var old = TestDatabase.empty().owner();
        try (var session = LongSession.open(old, "test", "public")) {
            session.execute("CREATE SCHEMA nuzantara");
            Migration.migrate(old, "nuzantara", "public", MigrationVersion.fromVersion("100"));
            session.execute("INSERT INTO nuzantara.engine_settings VALUES ('kept', '1', NULL, now(), 'old')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var target = TestDatabase.empty().owner();

        restore(target, backup(old, "old"), false);

        assertThat(asked(target, "SELECT value FROM engine_settings WHERE name = 'kept'", String.class))
                .isEqualTo("1");
        assertThat(asked(target, "SELECT count(*) FROM backups", Integer.class)).isZero();
    }

    @Test
    void aBackupOfANewerProgramIsRefused() {
        var newer = changed(whole, manifest -> with(manifest, "9999", UnaryOperator.identity()));

        assertThatThrownBy(() -> restore(TestDatabase.empty().owner(), newer, false))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("newer than this program");
    }

    @Test
    void aManifestThatNamesOtherTablesIsRefused() {
        var target = TestDatabase.empty().owner();
        var renamed = changed(
                whole,
                manifest -> with(
                        manifest,
                        manifest.schemaVersion(),
                        table -> new Manifest.Table(
                                table.name(), List.of("x); DROP TABLE crm_clients; --"), table.content())));

        assertThatThrownBy(() -> restore(target, renamed, false))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("are not those of schema version");

        assertThat(schemas(target)).isEmpty();
    }

    /** Wherever a byte was changed: it is found, or it was none that says anything (a time in the zip's own lists). */
    @Test
    void changedFilesAreRefused() throws IOException {
        var random = new Random(SEED);
        var bytes = Files.readAllBytes(whole);
        var expected = contents(whole);
        var refused = 0;
        for (var round = 0; round < 150; round++) {
            var changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            var file = Files.write(folder.resolve("changed.zip"), changed);
            try (var backup = BackupFile.open(file)) {
                Restore.check(backup);
                assertThat(contents(file)).isEqualTo(expected);
            } catch (BackupRefused e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(75);
    }

    @Test
    void filesThatAreCutOffAreRefused() throws IOException {
        var random = new Random(SEED);
        var bytes = Files.readAllBytes(whole);
        for (var round = 0; round < 50; round++) {
            var file = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, random.nextInt(bytes.length)));

            assertThatThrownBy(() -> BackupFile.open(file))
                    .isInstanceOf(BackupRefused.class)
                    .hasMessageContaining("is no whole backup");
        }
        assertThatThrownBy(() -> BackupFile.open(folder.resolve("nowhere"))).hasMessageContaining("There is no file");
    }

    /** The same backup with another manifest. */
    private static Path changed(Path file, UnaryOperator<Manifest> change) {
        return changed(file, change, "", "");
    }

    /** The same backup with another manifest, and one row as all that a table holds; its sums are right. */
    private static Path changed(Path file, UnaryOperator<Manifest> change, String table, String row) {
        var target = folder.resolve(UUID.randomUUID() + ".zip");
        var tally = new Tally();
        tally.row(row.getBytes(StandardCharsets.UTF_8));
        try (var backup = BackupFile.open(file);
                var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (var each : backup.manifest().tables()) {
                out.putNextEntry(new ZipEntry(Snapshot.entry(each.name())));
                if (each.name().equals(table)) {
                    out.write(row.getBytes(StandardCharsets.UTF_8));
                } else {
                    backup.open(each).transferTo(out);
                }
            }
            out.putNextEntry(new ZipEntry(Snapshot.MANIFEST));
            out.write(change.apply(with(backup.manifest(), table, tally.content()))
                    .json());
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest with(Manifest manifest, String table, Manifest.Content content) {
        return with(
                manifest,
                manifest.schemaVersion(),
                each -> each.name().equals(table) ? new Manifest.Table(table, each.columns(), content) : each);
    }

    private static Manifest with(Manifest manifest, String schemaVersion, UnaryOperator<Manifest.Table> change) {
        return new Manifest(
                manifest.format(),
                manifest.product(),
                manifest.productVersion(),
                schemaVersion,
                manifest.serverVersion(),
                manifest.takenAt(),
                manifest.tables().stream().map(change).toList());
    }
}
