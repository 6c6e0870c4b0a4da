package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as people type them; the databases are external ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupCommandTests {

    @TempDir
    private static Path directory;

    private final TestDatabase database = TestDatabase.create();
    private Path file = Path.of("");

    @BeforeAll
    void backUp() throws IOException {
        database.jdbc().sql("""
                        INSERT INTO service_nodes (name, role, version, started_at, last_seen) VALUES ('node', 'all', '1', now(), now())
                        """).update();
        file = directory.resolve("backup.zip");
        type(database.owner(), "backup", "--to", file.toString());
    }

    private static CommandLineProbe.Typed type(DatabaseUrl url, String... arguments) throws IOException {
        var variables = Files.writeString(directory.resolve("env"), "DATABASE_URL=" + TestDatabase.url(url));
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--env-file", variables.toString(), "--data", place().toString()));
        return type(all.toArray(String[]::new));
    }

    private static CommandLineProbe.Typed type(String... arguments) {
        return new CommandLineProbe(BackupCommandTests.class, place()).type(arguments);
    }

    private static Path place() {
        return directory.resolve("data");
    }

    @Test
    void aBackupGoesIntoTheDataDirectoryAndSaysWhatItHolds() throws IOException {
        var typed = type(database.owner(), "backup", "--json");

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.document().path("file").asString(""))
                .isEqualTo(place().resolve("backups/nuzantara-20260301T120000Z.zip")
                        .toString());
        assertThat(typed.document().path("rows").asInt(0)).isPositive();
        assertThat(typed.document().path("tables").asInt(0)).isGreaterThan(30);
    }

    @Test
    void aBackupByHandKeepsAsManyAsTheService() throws IOException {
        var data = directory.resolve("kept");
        var folder = Files.createDirectories(data.resolve("backups"));
        for (var day = 1; day <= 9; day++) {
            Files.writeString(folder.resolve("nuzantara-2026010%dT023000Z.zip".formatted(day)), "scheduled");
        }
        var variables = Files.writeString(
                directory.resolve("nine"),
                "NUZANTARA_BACKUP_KEEP=9\nDATABASE_URL=" + TestDatabase.url(database.owner()));

        var typed = type("backup", "--env-file", variables.toString(), "--data", data.toString());

        assertThat(typed.code()).as(typed.err()).isZero();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(9)
                    .contains("nuzantara-20260102T023000Z.zip")
                    .doesNotContain("nuzantara-20260101T023000Z.zip");
        }
    }

    @Test
    void aBackupIsWrittenToTheOutputAndNothingBesideIt() throws IOException {
        var typed = type(database.owner(), "backup", "--to", "-");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).startsWith("PK").contains("manifest.json");
        assertThat(typed.err()).contains("personal data");
    }

    @Test
    void anExistingFileIsKept() throws IOException {
        var typed = type(database.owner(), "backup", "--to", file.toString());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("exists: name a new file").doesNotContain("Caused by");
        assertThat(type(database.owner(), "backup", "--to", file.toString(), "-v")
                        .err())
                .contains("Caused by: io.nuzantara.database.backup.BackupRefused");
    }

    @Test
    void optionsThatDoNotFitAreWrongUsage() {
        assertThat(type("backup", "--keep", "0").code()).isEqualTo(2);
        assertThat(type("backup", "--to", "-", "--keep", "3").code()).isEqualTo(2);
        assertThat(type("backup", "--to", "-", "--json").code()).isEqualTo(2);
    }

    @Test
    void withoutADatabaseThereIsNothingToBackUp() {
        var typed = type("backup", "--data", directory.resolve("nowhere").toString());

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("There is no database in").contains("--data");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aFileIsVerifiedWithoutADatabase() throws IOException {
        var typed = type("restore", file.toString(), "--verify-only", "--json");

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.document().path("outcome").asString("")).isEqualTo("whole");

        var broken = Files.writeString(directory.resolve("broken.zip"), "no zip");
        var refused = type("restore", broken.toString(), "--verify-only", "--json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.problem().path("code").asString("")).isEqualTo("restore-refused");
        assertThat(refused.problem().path("detail").asString("")).contains("is no whole backup");
    }

    @Test
    void aRestoreEndsStoppedAndSaysHowToGoOn() throws IOException {
        var target = TestDatabase.empty();

        var typed = type(target.owner(), "restore", file.toString());

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("restored");
        assertThat(typed.err()).contains("./nuzantara up").contains("./nuzantara resume");
        assertThat(target.jdbc()
                        .sql("SELECT updated_by FROM engine_settings WHERE name = 'stopped' AND value = 'true'")
                        .query(String.class)
                        .single())
                .isEqualTo("restore");
        assertThat(target.jdbc()
                        .sql("SELECT stop_reason FROM service_nodes WHERE name = 'node'")
                        .query(String.class)
                        .single())
                .isEqualTo("shutdown");
        assertThat(type(target.owner(), "restore", file.toString()).code()).isEqualTo(3);
    }

    @Test
    void dataThatAreThereAreNotReplacedUnasked() throws IOException {
        var target = TestDatabase.empty();
        TestDatabase.migrate(target.owner());

        var typed = type(target.owner(), "restore", file.toString());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("holds data already").contains("--replace");
    }
}
