package io.nuzantara.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.database.Backups;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.LongSession;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** Where backups go, what is kept of them, and what is remembered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTests {

    private static final Instant NOW = Instant.parse("2026-11-29T02:30:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Backup backup = new Backup(database.owner(), clock);
    private final Backups backups = new Backups(database.jdbc(), clock);

    @Test
    void aBackupIsAWholeFileForItsOwnerOnly(@TempDir Path folder) throws IOException {
        var file = folder.resolve("one.zip");

        var taken = backup.take(new Destination.ToFile(file));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files(folder)).containsExactly(file);
        assertThat(Files.size(file)).isEqualTo(taken.bytes());
        try (var read = BackupFile.open(file)) {
            Restore.check(read);
            assertThat(read.manifest()).isEqualTo(taken.manifest());
            assertThat(read.manifest().tables())
                    .extracting(Manifest.Table::name)
                    .contains("agent_executions", "crm_clients", "backups")
                    .doesNotContain("scheduled_tasks", "orchestrator_tasks", "flyway_schema_history");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void theLastGoodBackupIsRemembered(@TempDir Path folder) {
        backup.take(new Destination.ToFile(folder.resolve("good.zip")));
        assertThatThrownBy(() -> backup.take(new Destination.ToStream(new Full())))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("no room");

        var last = backups.last().orElseThrow();
        var tomorrow = new Backups(database.jdbc(), Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        assertThat(last.file()).isEqualTo("good.zip");
        assertThat(last.rows()).isPositive();
        assertThat(tomorrow.age().orElseThrow()).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(database.jdbc()
                        .sql("SELECT error FROM backups WHERE outcome = 'failed'")
                        .query(String.class)
                        .list())
                .contains("no room");
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int single) throws IOException {
            throw new IOException("no room");
        }
    }

    @Test
    void aFailedBackupLeavesNoFile(@TempDir Path folder) {
        var file = folder.resolve("one.zip");

        assertThatThrownBy(() -> new Destination.ToFile(file).write(out -> {
                    out.write(1);
                    throw new IOException("no room");
                }))
                .isInstanceOf(IOException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProgramThatTakesTheBackupAndDiesIsNoticed() {
        var output = new PrintStream(new Full());

        assertThatThrownBy(() -> backup.take(new Destination.ToStream(output)))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("the output was closed");
    }

    @Test
    void anExistingFileIsNotOverwritten(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("precious"), "kept");

        assertThatThrownBy(() -> backup.take(new Destination.ToFile(file)))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("exists");
        assertThatThrownBy(() -> backup.take(new Destination.ToFile(folder.resolve("nowhere/one.zip"))))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("There is no folder");

        assertThat(file).hasContent("kept");
    }

    @Test
    void nothingToBackUpIsSaid() {
        assertThatThrownBy(() -> new Backup(TestDatabase.empty().owner(), clock)
                        .take(new Destination.ToStream(OutputStream.nullOutputStream())))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("nothing to back up");
    }

    @Test
    void aFolderKeepsTheNewestAndTouchesNothingElse(@TempDir Path folder) throws IOException {
        var kept = new BackupFolder(folder);
        for (var day = 0; day < 9; day++) {
            Files.createFile(kept.next(NOW.minus(Duration.ofDays(day))));
        }
        var foreign = Files.createFile(folder.resolve("nuzantara-mine.zip"));
        var atWork = Files.createFile(folder.resolve("nuzantara-20261129T022959Z.zip.part"));
        var left = Files.createFile(folder.resolve("nuzantara-20261120T023000Z.zip.part"));
        Files.setLastModifiedTime(atWork, FileTime.from(NOW.minusSeconds(1)));
        Files.setLastModifiedTime(left, FileTime.from(NOW.minus(Duration.ofDays(9))));

        kept.keep(7, NOW);

        assertThat(files(folder)).hasSize(9).contains(foreign, atWork);
        assertThat(kept.next(NOW.minus(Duration.ofDays(6)))).exists();
        assertThat(kept.next(NOW.minus(Duration.ofDays(7)))).doesNotExist();
    }

    @Test
    void theServiceBacksUpTheEmbeddedDatabaseAtNightAndLeavesOthersToTheirProviders() {
        var silent = new BackupSettings(null, 7);
        var told = new BackupSettings("0 0 4 * * *", 7);

        assertThat(silent.cron(true)).isEqualTo("0 30 2 * * *");
        assertThat(silent.cron(false)).isEqualTo("-");
        assertThat(told.cron(false)).isEqualTo("0 0 4 * * *");
        assertThat(BackupConfiguration.schedule("-", ZoneId.of("UTC")).isDisabled())
                .isTrue();
        assertThatThrownBy(() -> BackupConfiguration.schedule("at night", ZoneId.of("UTC")))
                .hasMessageContaining("NUZANTARA_BACKUP_CRON");
    }

    @Test
    void theNightlyBackupGoesIntoTheDataDirectory(@TempDir Path folder) {
        var data = new DataDirectory(folder);

        new ScheduledBackup(backup, data, new BackupSettings(null, 1), clock).take();

        assertThat(folder.resolve("backups/nuzantara-20261129T023000Z.zip")).exists();
    }

    @Test
    void theAgeIsMeasuredAndBeforeTheFirstBackupThatOfTheDatabase(@TempDir Path folder) throws SQLException {
        var fresh = TestDatabase.create();
        var meters = new SimpleMeterRegistry();
        try (var owner = LongSession.open(fresh.owner(), "test", "nuzantara")) {
            owner.execute("UPDATE flyway_schema_history SET installed_on = now() - interval '3 days'");
        }
        var age = new BackupAge(new Backups(fresh.jdbc(), clock), Clock.systemUTC(), true, provider(meters));
        var other = new SimpleMeterRegistry();
        var byHand = new BackupAge(new Backups(fresh.jdbc(), clock), Clock.systemUTC(), false, provider(other));
        var days = 3.0 * Duration.ofDays(1).toSeconds();
        assertThat(meters.get("nuzantara.backup.age").gauge().value())
                .as("before the first look")
                .isNaN();
        age.look();
        assertThat(meters.get("nuzantara.backup.age").gauge().value()).isBetween(days, days + 60);

        new Backup(fresh.owner(), Clock.systemUTC()).take(new Destination.ToFile(folder.resolve("a.zip")));
        age.look();
        byHand.look();

        assertThat(meters.get("nuzantara.backup.age").gauge().value()).isBetween(0.0, 60.0);
        assertThat(other.get("nuzantara.backup.age").gauge().value())
                .as("without a schedule nothing is overdue")
                .isNaN();
    }

    private static ObjectProvider<MeterRegistry> provider(MeterRegistry registry) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("meters", registry);
        return beans.getBeanProvider(MeterRegistry.class);
    }

    @Test
    void whatAUserMayNotDoIsSaidAndNotOnlyWhere() {
        assertThat(BackupRefused.reason(new AccessDeniedException("/mnt/safe/a.zip.part")))
                .isEqualTo("this user may not read or write /mnt/safe/a.zip.part");
        assertThat(BackupRefused.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
    }
}
