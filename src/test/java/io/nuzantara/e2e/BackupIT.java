package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.LongSession;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.database.backup.BackupFile;
import io.nuzantara.database.backup.Manifest;
import io.nuzantara.demo.SampleBusiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation that is backed up while it works, lost, restored in its place and moved to a server. */
class BackupIT {

    private static final String START = "/api/autonomous-agents/client-value-predictor/run";

    @TempDir
    private Path directory;

    private final TestDatabase server = TestDatabase.empty();

    @Test
    void anInstallationIsLostRestoredAndMoved() throws Exception {
        var file = directory.resolve("backup.zip");
        backUpAtWork(file);

        var restored = Program.run(directory, Map.of(), "restore", file.toString(), "--data", place("second"));
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("./nuzantara resume");
        var again = Program.run(directory, Map.of(), "restore", file.toString(), "--data", place("second"));
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("--replace");
        assertHolds("second", Map.of(), file);
        assertWorks("second", Map.of());

        killedInTheMiddle(file);
        var moved = Program.run(directory, onServer(), "restore", file.toString(), "--data", place("third"));
        assertThat(moved.exitCode()).as(moved.err()).isZero();
        assertHolds("third", onServer(), file);
        assertWorks("third", onServer());
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    private Map<String, String> onServer() {
        return Map.of(
                "DATABASE_URL", TestDatabase.url(server.app()),
                "MIGRATION_DATABASE_URL", TestDatabase.url(server.owner()));
    }

    /** Backs up beside the running service while an agent works. */
    private void backUpAtWork(Path file) throws Exception {
        var data = directory.resolve("first");
        try (var service = Service.start(data, Map.of())) {
            imported(data);
            var execution = service.admin().post(START, null).text("execution_id");
            var taken = Program.run(
                    directory, Map.of(), "backup", "--json", "--to", file.toString(), "--data", data.toString());
            assertThat(taken.exitCode()).as(taken.err()).isZero();
            assertThat(Service.ended(service.admin(), execution).text("status")).isEqualTo("completed");
            var usual = Program.run(directory, Map.of(), "backup", "--data", data.toString());
            assertThat(usual.exitCode()).as(usual.err()).isZero();
            assertThat(data.resolve("backups")).isDirectoryContaining("glob:**nuzantara-*Z.zip");
            var checked = Program.run(directory, Map.of(), "restore", "--verify-only", file.toString());
            assertThat(checked.out()).contains("whole");
            var served = Program.run(
                    directory, Map.of(), "restore", file.toString(), "--replace", "--data", data.toString());
            assertThat(served.exitCode()).isEqualTo(3);
            assertThat(served.err()).contains("is in use by process");
        }
    }

    private void imported(Path data) throws Exception {
        var files = directory.resolve("sample");
        new SampleBusiness().write(files, 7, Instant.parse("2026-11-20T04:00:00Z"), 120);
        var imported = Program.run(data, Map.of("NUZANTARA_DATA_DIR", data.toString()), "import", files.toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    /** kill -9 while rows are read in: no table is to be seen, and the next restore finds nothing in its way. */
    private void killedInTheMiddle(Path file) throws Exception {
        var environment = new HashMap<>(onServer());
        var restoring = Program.process(
                        directory, environment, List.of("restore", file.toString(), "--data", place("third")))
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> hasSchema("nuzantara_restoring"));
        restoring.destroyForcibly().waitFor();

        assertThat(hasSchema("nuzantara")).isFalse();
        System.out.println(
                "kill -9 in mid-restore left the schema nuzantara_restoring: " + hasSchema("nuzantara_restoring"));
    }

    private boolean hasSchema(String name) {
        try (var session = LongSession.open(server.owner(), "test", "public")) {
            return session.jdbc()
                    .sql("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = :name)")
                    .param("name", name)
                    .query(Boolean.class)
                    .single();
        }
    }

    /** A backup of the stopped installation has the same rows of the business. */
    private void assertHolds(String name, Map<String, String> environment, Path original) throws Exception {
        var copy = directory.resolve(name + ".zip");
        var taken = Program.run(directory, environment, "backup", "--to", copy.toString(), "--data", place(name));
        assertThat(taken.exitCode()).as(taken.err()).isZero();
        assertThat(business(copy)).isEqualTo(business(original)).hasSizeGreaterThan(5);
    }

    /** Sums of the tables that only imports write. */
    private static Map<String, String> business(Path file) {
        try (var backup = BackupFile.open(file)) {
            return backup.manifest().tables().stream()
                    .filter(table -> table.name().matches("(crm_|conversation).*"))
                    .collect(Collectors.toMap(
                            Manifest.Table::name,
                            table -> table.content().rows() + " rows, sum "
                                    + table.content().rowSum()));
        }
    }

    /** The restored service begins stopped, and works after a person has let it go on. */
    private void assertWorks(String name, Map<String, String> environment) throws Exception {
        try (var service = Service.start(directory.resolve(name), environment)) {
            var caller = service.admin();
            assertThat(caller.post(START, null).status()).isEqualTo(503);
            assertThat(caller.post("/api/resume", null).status()).isEqualTo(200);
            var started = caller.post(START, null);
            assertThat(Service.ended(caller, started.text("execution_id")).text("status"))
                    .isEqualTo("completed");
        }
    }
}
