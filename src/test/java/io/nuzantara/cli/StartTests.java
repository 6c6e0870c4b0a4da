package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.Application;
import io.nuzantara.conversation.ConversationSettings;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts that are refused: one sentence, exit code 3, nothing else. */
class StartTests {

    @TempDir
    private Path directory;

    private CommandLineProbe.Typed type(String... arguments) {
        return new CommandLineProbe(Application.class, directory).type(arguments);
    }

    private static void refusedWith(CommandLineProbe.Typed typed, String... parts) {
        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).hasSize(1);
        assertThat(typed.err()).contains(parts);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    @Test
    void aTakenPortIsNamedWithItsHolderAndAFreeOne() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();

            var typed = type("up", "--port", Integer.toString(port), "--management-port", "0");

            refusedWith(
                    typed,
                    "Port %d is taken by process %d"
                            .formatted(port, ProcessHandle.current().pid()),
                    "start with --port ");
            var asJson = type("up", "--json", "--port", Integer.toString(port), "--management-port", "0");
            assertThat(asJson.problem().path("code").asString("")).isEqualTo("start-refused");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() throws IOException {
        var variables = file("env", "# the database\nDATABASE_URL='postgresql://me:verysecret@127.0.0.1:1/db'\n");

        var typed =
                type("up", "--port", "0", "--data", directory.resolve("data").toString(), "--env-file", variables);

        refusedWith(typed, "DATABASE_URL does not work", "127.0.0.1:1/db", "check host, port and firewall");
        assertThat(typed.err()).doesNotContain("verysecret");
    }

    @Test
    void aDataDirectoryInUseNamesTheProcess() {
        var data = directory.resolve("data");
        try (var held = new DataDirectory(data).locked()) {
            refusedWith(
                    type("up", "--port", "0", "--data", data.toString()),
                    held.root().toString(),
                    "in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void filesOfAnotherPostgresNameTheTwoCommandsThatBringThemOver() throws IOException {
        var data = directory.resolve("data");
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");

        refusedWith(
                type("up", "--port", "0", "--data", data.toString()),
                "holds PostgreSQL 17",
                "./nuzantara backup --to FILE",
                "./nuzantara restore FILE --replace");
    }

    @Test
    void aRoleOfASplitNeedsADatabase() {
        refusedWith(type("up", "--port", "0", "--role", "agents"), "The role agents needs DATABASE_URL");
    }

    @Test
    void anUnknownRoleIsNamed() {
        refusedWith(type("up", "--port", "0", "--role", "chef"), "'chef'", "all, agents or orchestrator");
    }

    @Test
    void aPortOutOfRangeIsNamed() {
        refusedWith(type("up", "--port", "70000"), "'70000'", "0 to 65535");
    }

    @Test
    void aVariablesFileMustBeReadable() throws IOException {
        refusedWith(type("up", "--env-file", directory.resolve("none").toString()), "cannot be read");
        refusedWith(type("up", "--env-file", file("env", "nonsense\n")), "NAME=VALUE");
    }

    @Test
    void aSettingThatCannotBeReadIsNamedWithoutItsValue() throws IOException {
        var typed = type(
                "up",
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString(),
                "--env-file",
                file("env", "SERVER_SHUTDOWN=abruptly-secret\n"));

        refusedWith(typed, "SERVER_SHUTDOWN");
        assertThat(typed.err()).doesNotContain("abruptly-secret");
    }

    @Test
    void aVariableOutOfItsBoundsIsNamedInTheWordsOfTheRule() throws IOException {
        var spring = new SpringApplication(OnlyConversations.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        var variables = "--nuzantara.env-file=" + file("env", "NUZANTARA_CONVERSATION_BLOCKROWS=0\n");
        var data = "--nuzantara.data-dir=" + directory;

        assertThatThrownBy(() -> spring.run(variables, data))
                .satisfies(failure -> assertThat(StartFailures.refusal(failure).getMessage())
                        .isEqualTo("NUZANTARA_CONVERSATION_BLOCKROWS must be greater than or equal to 1:"
                                + " correct it and start again."));
    }

    @EnableConfigurationProperties(ConversationSettings.class)
    static class OnlyConversations {}

    @Test
    void aVariableThatCannotBeReadIsNamedBeforeAnythingStarts() throws IOException {
        var typed = type("up", "--env-file", file("env", "PORT=many-secret\n"));

        refusedWith(typed, "PORT must be a number from 0 to 65535: write for example PORT=8000, or leave it out.");
        assertThat(typed.err()).doesNotContain("many-secret");
    }

    @Test
    void migratingEndsWithTheDatabaseUpToDate() throws IOException {
        var database = TestDatabase.create();
        var variables = file(
                "env",
                "DATABASE_URL=%s\nMIGRATION_DATABASE_URL=%s\n"
                        .formatted(TestDatabase.url(database.app()), TestDatabase.url(database.owner())));
        database.jdbc().sql("SELECT 1").query(Integer.class).single();

        var typed = type(
                "up",
                "--migrate-only",
                "--json",
                "--data",
                directory.resolve("data").toString(),
                "--env-file",
                variables);

        assertThat(typed.err()).isEmpty();
        assertThat(typed.code()).isZero();
        assertThat(typed.document().path("migrated").asBoolean(false)).isTrue();
    }

    @Test
    void aDirectoryThatIsNotTheDemosIsNeitherUsedNorWiped() throws IOException {
        var real = Files.createDirectories(directory.resolve("demo/postgres"));

        refusedWith(type("demo", "--port", "0"), "is not a directory of the demo");
        refusedWith(type("demo", "--port", "0", "--reset"), "is not a directory of the demo");
        assertThat(real).exists();
    }

    @Test
    void theDemosOwnDirectoryIsWiped() throws IOException {
        var demo = new DemoDirectory(directory.resolve("demo"));
        demo.claim();
        Files.createDirectories(demo.path().resolve("some/where"));
        Files.writeString(directory.resolve("beside"), "kept");

        demo.wipe();

        assertThat(demo.path()).isEmptyDirectory();
        assertThat(directory.resolve("beside")).exists();
    }

    @Test
    void aDemoInUseIsNotWiped() {
        var demo = new DemoDirectory(directory.resolve("demo"));
        demo.claim();
        try (var held = new DataDirectory(demo.path()).locked()) {
            refusedWith(type("demo", "--reset"), "in use");
            assertThat(held.resolve("demo.mark")).exists();
        }
    }
}
