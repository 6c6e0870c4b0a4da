package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.Application;
import io.nuzantara.LocalCaller;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.KillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The commands of an administrator on the database of a service that others can reach, as in a container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideServiceTests {

    private static final String STATUS = "/api/autonomous-agents/status";

    @TempDir
    private static Path directory;

    private ConfigurableApplicationContext service;
    private String url = "";

    @BeforeAll
    void start() {
        service = new SpringApplication(Application.class)
                .run(
                        "--nuzantara.data-dir=" + place(),
                        "--server.address=0.0.0.0",
                        "--nuzantara.security.trusted-proxies=172.16.0.0/12",
                        "--nuzantara.orchestrator.enabled=false",
                        "--nuzantara.engine.schedules=false",
                        "--server.port=0",
                        "--management.server.port=0");
        url = "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static Path place() {
        return directory.resolve("data");
    }

    private CommandLineProbe.Typed type(String command) {
        return new CommandLineProbe(BesideServiceTests.class, place())
                .with("NUZANTARA_URL", url)
                .at(Clock.systemUTC())
                .type((command + " --data " + place()).split(" ", -1));
    }

    private int status(String token) {
        return new LocalCaller(url, token).get(STATUS).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token create --name ci --scope read", "token list", "stop --reason flood", "resume"})
    void whoHasNoTokenIsToldTheWayThatNeedsNone(String command) {
        assertThat(place().resolve("admin.token")).doesNotExist();

        var typed = type(command);

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).hasSize(1);
        assertThat(typed.err()).endsWith("add --database\n");
        assertThat(type(command + " --database --json").code()).isZero();
    }

    @Test
    void aTokenOfTheCommandLineIsAcceptedUntilItIsRevoked() {
        var created =
                type("token create --database --name ci --scope read --json").document();
        var token = created.path("token").asString("");
        assertThat(created.path("created_by").asString("")).isEqualTo("command line");
        assertThat(status(token)).isEqualTo(200);

        var revoked = type("token revoke --database " + created.path("id").asString(""));

        assertThat(revoked.code()).as(revoked.err()).isZero();
        assertThat(status(token)).isEqualTo(401);
        assertThat(type("token revoke --database unknown").code()).isEqualTo(1);
    }

    @Test
    void bothWaysGiveTheSameDocuments() throws IOException {
        var file = directory.resolve("admin");
        var made = type("token create --database --name admin --scope admin --out " + file);
        assertThat(made.code()).as(made.err()).isZero();
        var api = new LocalCaller(url, Files.readString(file).strip());

        var listed = api.get("/api/tokens").json();
        assertThat(type("token list --database --json").document()).isEqualTo(listed);
        assertThat(type("stop --reason flood --database --json").document())
                .isEqualTo(api.post("/api/stop", "{\"reason\": \"another\"}").json());
        assertThat(type("resume --database --json").document())
                .isEqualTo(api.post("/api/resume", null).json());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theServiceNoticesAStopAndItsEnd(CapturedOutput logged) throws IOException {
        var killSwitch = service.getBean(KillSwitch.class);

        var stopped = type("stop --reason flood --database");

        assertThat(stopped.out()).startsWith("Stopped by command line since ").endsWith(": flood\n");
        assertThat(stopped.err()).endsWith("To go on: ./nuzantara resume --database\n");
        Awaitility.await().until(killSwitch::isStopped);

        Files.createFile(place().resolve("STOP"));
        assertThat(type("resume --database").out()).isEqualTo("Work goes on.\n");
        Awaitility.await().until(() -> !killSwitch.isStopped());
        assertThat(logged).as("the command says it itself").doesNotContain("by=command line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token list --database --url http://127.0.0.1:1",
                "resume --database --token-file some.token",
                "token list --env-file some.env",
                "token create --name ci --scope everything --database",
                "token create --name ci --scope read --expires 400d --database",
                "stop --database",
                "stop --reason= --database"
            })
    void wrongUseIsOneLine(String command) {
        var typed = type(command);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).hasSize(1);
        assertThat(type(command + " --json").problem().path("code").asString(""))
                .isNotEmpty();
    }

    @Test
    void aDatabaseThatIsNotOursIsOneLine() throws IOException {
        var empty = TestDatabase.empty().owner();
        var nowhere =
                new DatabaseUrl(empty.jdbcUrl().replaceAll("/empty_", "/nowhere_"), empty.user(), empty.password());

        refused("DATABASE_URL=" + TestDatabase.url(empty), "has no tables of this version of Nuzantara");
        refused("DATABASE_URL=" + TestDatabase.url(nowhere), "there is no such database");
        refused("DATABASE_URL=nonsense", "DATABASE_URL must look like");
    }

    private void refused(String variables, String sentence) throws IOException {
        var file = Files.writeString(directory.resolve("env"), variables);

        var typed = type("token list --database --env-file " + file);

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).hasSize(1);
        assertThat(typed.err()).contains(sentence);
    }

    @Test
    void aServiceNeedNotRun() throws IOException {
        var database = TestDatabase.create();
        var file =
                Files.writeString(directory.resolve("stopped"), "DATABASE_URL=" + TestDatabase.url(database.owner()));

        var typed = type("stop --reason flood --database --json --env-file " + file);

        assertThat(typed.document().at("/stopped/by").asString("")).isEqualTo("command line");
        assertThat(database.jdbc()
                        .sql("SELECT reason FROM engine_settings WHERE name = 'stopped' AND value = 'true'")
                        .query(String.class)
                        .single())
                .isEqualTo("flood");
    }
}
