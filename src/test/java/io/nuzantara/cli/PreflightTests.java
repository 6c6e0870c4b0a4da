package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.Application;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.readiness.check.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The readiness matrix on the command line, without any service. */
class PreflightTests {

    /** Loading the embedding model takes a second and 200 MB. */
    private static final String NO_MODEL =
            "OPENAI_API_KEY=none\nOPENAI_BASE_URL=http://127.0.0.1:1/v1\nNUZANTARA_LLM_EMBEDDING=openai:none\n";

    @TempDir
    private Path directory;

    private CommandLineProbe.Typed type(String variables, String... options) throws IOException {
        var file = Files.writeString(directory.resolve("env"), NO_MODEL + variables)
                .toString();
        var data = directory.resolve("data").toString();
        var arguments =
                Stream.concat(Stream.of("preflight", "--env-file", file, "--data", data), Arrays.stream(options));
        return type(arguments);
    }

    private CommandLineProbe.Typed type(Stream<String> arguments) {
        return new CommandLineProbe(Application.class, directory.resolve("data"))
                .type(arguments.toArray(String[]::new));
    }

    @Test
    void everyRowIsOneLineWithItsFixBelow() throws IOException {
        var typed = type("DATABASE_URL=postgresql://me:verysecret@127.0.0.1:1/db\n", "--profile", "production");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out())
                .contains("FAIL  database       DATABASE_URL does not work")
                .contains("      -> DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE")
                .contains("SKIP  clock          The database does not answer: see row database.")
                .contains("SKIP  api            No service answers on this data directory")
                .contains("WARN  slack          No webhook is set")
                .doesNotContain("verysecret");
        assertThat(typed.err()).contains("Not ready: ").contains("database").doesNotContain("verysecret");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aMigratedDatabaseIsReadyWithoutAServiceAndAWarningCountsWhenAsked() throws IOException {
        var typed = type(
                "DATABASE_URL=%s\n"
                        .formatted(TestDatabase.url(TestDatabase.create().app())),
                "--strict");

        assertThat(typed.out())
                .contains("PASS  database")
                .contains("WARN  slack")
                .contains("WARN  embeddings");
        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("slack");
    }

    @Test
    void beforeAnUpgradePendingMigrationsAreNoFault() throws Exception {
        var old = TestDatabase.create();
        try (var connection = java.sql.DriverManager.getConnection(
                        old.owner().jdbcUrl(), old.owner().user(), old.owner().password());
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM nuzantara.flyway_schema_history WHERE version >= '127'");
        }
        var variables = "DATABASE_URL=%s\n".formatted(TestDatabase.url(old.app()));

        var typed = type(variables, "--before-upgrade");

        assertThat(typed.out())
                .contains("PASS  database")
                .contains("PASS  migrations     V127: ")
                .contains("PASS  executions");
        assertThat(typed.code()).isEqualTo(typed.out().contains("FAIL") ? 3 : 0);
    }

    @Test
    void withJsonAFailureIsOneProblemThatHoldsTheMatrix() throws IOException {
        var typed = type("DATABASE_URL=postgresql://me@127.0.0.1:1/db\n", "--json");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.problem().path("code").asString("")).isEqualTo("not-ready");
        var rows = typed.problem().path("readiness").path("rows");
        assertThat(rows.valueStream().map(row -> row.path("id").asString("")))
                .contains("code", "database", "slack", "llm");
        assertThat(typed.problem().path("readiness").path("state").asString("")).isEqualTo("fail");
    }

    @Test
    void thePlaceThatLooksLikeProductionIsJudgedAsAskedFor() throws IOException {
        var deployed = "FLY_APP_NAME=nuzantara\nDATABASE_URL=postgresql://me@127.0.0.1:1/db\n";

        assertThat(profile(type(deployed, "--json"))).isEqualTo("production");
        assertThat(profile(type(deployed, "--json", "--profile", "local"))).isEqualTo("local");
    }

    private static String profile(CommandLineProbe.Typed typed) {
        return typed.problem().path("readiness").path("profile").asString("");
    }

    @Test
    void theDataDirectoryMayBeNamedInTheFileOfVariables() throws IOException {
        var data = directory.resolve("elsewhere");
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");
        var file = Files.writeString(directory.resolve("env"), NO_MODEL + "NUZANTARA_DATA_DIR=" + data);

        var typed = type(Stream.of("preflight", "--env-file", file.toString()));

        assertThat(typed.out()).contains("holds PostgreSQL 17");
    }

    /** The matrix of a row that broke names this option. */
    @Test
    void withVerboseTheReasonOfARowThatBrokeIsShown() throws IOException {
        var log = LoggerFactory.getLogger(Round.class);

        type("");
        assertThat(log.isDebugEnabled()).isFalse();
        type("", "-v");
        assertThat(log.isDebugEnabled()).isTrue();
        type("");
    }

    @Test
    void theEmbeddedDatabaseIsNotStarted() throws IOException {
        var typed = type("");

        assertThat(typed.out())
                .contains("SKIP  database       The embedded PostgreSQL runs only while the service does");
        assertThat(directory.resolve("data")).doesNotExist();
    }
}
