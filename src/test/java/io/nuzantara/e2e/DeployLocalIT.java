package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.LocalCaller;
import io.nuzantara.PreparedJar;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.demo.SampleBusiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, prepared, deployed, broken and brought back as an operator does it. One story, because starts cost seconds. */
class DeployLocalIT {

    private static final String SERVICE_TOKEN = "a-service-token-for-this-test-only-0123456789";

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void stop() throws Exception {
        deploy("--stop");
    }

    @Test
    void aDeploymentIsValidatedAndARollbackBringsThePreviousReleaseBack() throws Exception {
        writeVariables();
        var jar = PreparedJar.jar().toString();

        var first = deploy("--image", jar);
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.out())
                .containsSubsequence("agents ready", "the agents answer", "orchestrator ready", "[10/10]");
        assertThat(startOf("agents")).isBefore(startOf("orchestrator"));
        importBusiness();
        theCycleCompletes();

        var previous = release("agents");
        var second = deploy("--image", copyOf(previous).toString(), "--skip-backup");
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(release("agents")).isEqualTo(release("orchestrator")).isNotEqualTo(previous);

        kill("agents");
        var red = deploy("--image", release("orchestrator").toString(), "--from", "9");
        assertThat(red.exitCode()).isEqualTo(1);
        assertThat(red.err()).contains("Step 9 (validation) failed");

        var back = deploy("--rollback");
        assertThat(back.exitCode()).as(back.out() + back.err()).isZero();
        assertThat(back.out()).containsSubsequence("orchestrator ready", "agents ready");
        assertThat(commandLine("agents")).contains(previous + "/nuzantara.jar");
        assertThat(commandLine("orchestrator")).contains(previous + "/nuzantara.jar");
        theCycleCompletes();
    }

    private void writeVariables() throws IOException {
        var port = TwoServices.freePort();
        var shared = """
                DATABASE_URL=%s
                MIGRATION_DATABASE_URL="%s"
                NUZANTARA_SERVICE_TOKEN=%s
                """.formatted(TestDatabase.url(database.app()), TestDatabase.url(database.owner()), SERVICE_TOKEN);
        var state = Files.createDirectories(state());
        Files.writeString(state.resolve("agents.env"), shared + "PORT=" + port + "\nMANAGEMENT_PORT=0\n");
        Files.writeString(
                state.resolve("orchestrator.env"),
                "# calls the agents\n" + shared + "PORT=0\nBACKEND_RAG_URL=http://127.0.0.1:" + port + "\n");
    }

    private Path state() {
        return directory.resolve("state");
    }

    private Program.Result deploy(String... options) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of("deploy/deploy").toAbsolutePath().toString(), "local"));
        command.addAll(List.of("--state", state().toString()));
        command.addAll(List.of(options));
        var environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        return Program.run(directory, Program.process(directory, environment, command, List.of()));
    }

    private Path release(String role) throws IOException {
        return state().resolve(role).resolve("release").toRealPath();
    }

    private ProcessHandle process(String role) throws IOException {
        var pid = Files.readString(state().resolve(role).resolve("pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private Instant startOf(String role) throws IOException {
        return process(role).info().startInstant().orElseThrow();
    }

    private String commandLine(String role) throws IOException {
        return process(role).info().commandLine().orElseThrow();
    }

    private void kill(String role) throws Exception {
        var process = process(role);
        process.destroyForcibly();
        process.onExit().get();
    }

    /** Another release: the same program in a directory of its own, with flags that name it. */
    private Path copyOf(Path release) throws Exception {
        var copy = state().resolve("releases/other");
        var copied = Program.run(
                directory,
                Program.process(
                        directory, Map.of(), List.of("cp", "-Rp", release.toString(), copy.toString()), List.of()));
        assertThat(copied.exitCode()).as(copied.err()).isZero();
        var flags = copy.resolve("jvm.args");
        Files.writeString(flags, Files.readString(flags).replace(release.toString(), copy.toString()));
        return copy;
    }

    private void importBusiness() throws Exception {
        var files = directory.resolve("sample");
        new SampleBusiness().write(files, 11, Instant.parse("2026-11-20T04:00:00Z"), 60);
        var data = state().resolve("agents/data");
        var imported =
                Program.run(directory, Map.of("NUZANTARA_DATA_DIR", data.toString()), "import", files.toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    private void theCycleCompletes() throws IOException {
        var data = state().resolve("orchestrator/data");
        var caller = new LocalCaller(
                Files.readString(data.resolve("service.url")).strip(),
                Files.readString(data.resolve("admin.token")).strip());
        var accepted = caller.post("/api/orchestrator/cycles", null);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        var cycle = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> caller.get(accepted.header("Location")),
                        answer -> !answer.text("finished_at").isEmpty());
        assertThat(cycle.text("status")).isEqualTo("completed");
    }
}
