package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar with good, bad and misspelt variables. */
class EnvironmentIT {

    private static final String CANARY = "sk-canary-0123456789";

    @TempDir
    private Path home;

    @Test
    void aVariableThatCannotBeReadStopsTheStartWithOneSentence() throws Exception {
        var ended = Program.run(home, Map.of("CRON_TIMEZONE", CANARY), "up");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .containsExactly("CRON_TIMEZONE must be a time zone such as Asia/Makassar:"
                        + " write for example CRON_TIMEZONE=Asia/Makassar, or leave it out.");
    }

    @Test
    void whatNobodyReadsIsToldAndNoSecretIs() throws Exception {
        var lines = migrate(Map.of(
                "SLACK_WEBHOK_URL", "https://hooks.example.com/" + CANARY,
                "NUZANTARA_SPEED", "11",
                "ENABLE_CRON", "true",
                "LOG_FORMAT", "",
                "ANTHROPIC_API_KEY_FILE", secret().toString()));

        var told = lines.stream().map(EnvironmentIT::json).toList();
        assertThat(told)
                .filteredOn(line -> line.at("/log/level").asString().equals("WARN"))
                .extracting(line -> line.path("message").asString())
                .containsSubsequence(
                        "Nothing reads the variable NUZANTARA_SPEED:"
                                + " remove it, or look its name up in docs/configuration.md.",
                        "Nothing reads the variable SLACK_WEBHOK_URL: did you mean SLACK_WEBHOOK_URL? Rename it.");
        assertThat(told)
                .filteredOn(line -> line.at("/log/level").asString().equals("INFO"))
                .extracting(line -> line.path("message").asString())
                .contains("ENABLE_CRON has no effect here: agents start by their own schedules.");
        assertThat(told)
                .allSatisfy(
                        line -> assertThat(line.at("/service/name").asString()).isEqualTo("nuzantara"));
        assertThat(String.join("", lines)).doesNotContain("canary");
    }

    @Test
    void textIsThereForWhoWantsIt() throws Exception {
        assertThat(migrate(Map.of("LOG_FORMAT", "text", "ENABLE_CRON", "true")))
                .allSatisfy(line -> assertThat(line).doesNotStartWith("{"))
                .anySatisfy(line -> assertThat(line).contains("INFO", "ENABLE_CRON has no effect here"));
    }

    /** Starts no service, but reads the environment as the service does. */
    private List<String> migrate(Map<String, String> variables) throws IOException, InterruptedException {
        var database = TestDatabase.create();
        var all = new HashMap<>(variables);
        all.put("DATABASE_URL", TestDatabase.url(database.app()));
        all.put("MIGRATION_DATABASE_URL", TestDatabase.url(database.owner()));
        var ended = Program.run(home, all, "up", "--migrate-only");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).containsExactly("The database is up to date.");
        return ended.err().lines().toList();
    }

    private Path secret() throws IOException {
        return Files.writeString(home.resolve("key"), CANARY);
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }
}
