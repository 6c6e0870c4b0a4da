package io.nuzantara.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.ConfigurableEnvironment;

class NuzantaraEnvironmentTests {

    private static final String KEY = "nuzantara.llm.anthropic.api-key";

    @TempDir
    private Path directory;

    private ConfigurableEnvironment given(Map<String, String> variables, Map<String, Object> options) {
        return GivenEnvironment.of(directory, variables, options);
    }

    private ConfigurableEnvironment given(Map<String, String> variables) {
        return given(variables, Map.of());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void keysAndAddressesOfProvidersHaveTheirUsualNames() {
        assertThat(NuzantaraEnvironment.translate(Map.of(
                        "ANTHROPIC_API_KEY", "a",
                        "ANTHROPIC_BASE_URL", "http://localhost:1",
                        "OPENAI_API_KEY", "b",
                        "OPENAI_BASE_URL", "http://localhost:2/v1",
                        "OPENROUTER_API_KEY", " ")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "nuzantara.llm.anthropic.api-key", "a",
                        "nuzantara.llm.anthropic.base-url", "http://localhost:1",
                        "nuzantara.llm.openai.api-key", "b",
                        "nuzantara.llm.openai.base-url", "http://localhost:2/v1"));
    }

    @Test
    void aSecretMayComeFromAFile() throws IOException {
        var key = file("key", "sk-from-a-file-4f2a\n").toString();

        var environment = given(Map.of("ANTHROPIC_API_KEY_FILE", key));

        assertThat(environment.getProperty(KEY)).isEqualTo("sk-from-a-file-4f2a");
    }

    @Test
    void aVariableAndItsFileAreRefusedTogether() throws IOException {
        var key = file("key", "from-a-file").toString();

        assertThatThrownBy(() -> given(Map.of("OPENAI_API_KEY", "direct", "OPENAI_API_KEY_FILE", key)))
                .isInstanceOf(StartRefused.class)
                .hasMessage("Both OPENAI_API_KEY and OPENAI_API_KEY_FILE are set: keep one of them.");
    }

    @Test
    void aBlankVariableIsUnset() {
        var environment = given(Map.of(
                "NUZANTARA_ROLE",
                "",
                "NUZANTARA_LLM_MODEL",
                " ",
                "OPENAI_API_KEY",
                "",
                "DATABASE_URL",
                "",
                "PORT",
                ""));

        assertThat(environment.getProperty("nuzantara.role")).isEqualTo("all");
        assertThat(environment.getProperty("nuzantara.llm.model")).isNull();
        assertThat(environment.getProperty("nuzantara.database-url")).isNull();
        assertThat(environment.getProperty("server.port")).isEqualTo("8000");
        assertThat(EnvironmentFindings.of(environment)).isEmpty();
    }

    @Test
    void anOptionWinsOverTheEnvironmentThatOverItsFileAndThatOverTheDefault() throws IOException {
        file("nuzantara.properties", "server.port=8003\n" + KEY + "=sk-of-the-settings-file\n");
        var secret = file("key", "sk-of-a-secret-file").toString();
        var variables = Map.of("PORT", "8002", "ANTHROPIC_API_KEY_FILE", secret);

        var all = given(variables, Map.of("server.port", "8001"));
        assertThat(all.getProperty("server.port")).isEqualTo("8001");
        assertThat(all.getProperty(KEY)).isEqualTo("sk-of-a-secret-file");

        assertThat(given(variables).getProperty("server.port")).isEqualTo("8002");

        var fileOnly = given(Map.of());
        assertThat(fileOnly.getProperty("server.port")).isEqualTo("8003");
        assertThat(fileOnly.getProperty(KEY)).isEqualTo("sk-of-the-settings-file");

        Files.delete(directory.resolve("nuzantara.properties"));
        assertThat(given(Map.of()).getProperty("server.port")).isEqualTo("8000");
    }

    @Test
    void theFileOfVariablesIsBelowTheEnvironment() throws IOException {
        var variables = file("env", "# ports\nPORT='9001'\nNUZANTARA_LLM_MODEL=\"small\"\n");

        var environment = given(Map.of("PORT", "9002"), Map.of("nuzantara.env-file", variables.toString()));

        assertThat(environment.getProperty("server.port")).isEqualTo("9002");
        assertThat(environment.getProperty("nuzantara.llm.model")).isEqualTo("small");
    }

    @Test
    void anEmptyVariableDoesNotHideTheOneInTheFile() throws IOException {
        var variables = file("env", "ANTHROPIC_API_KEY=sk-of-the-file\n");

        var environment = given(Map.of("ANTHROPIC_API_KEY", ""), Map.of("nuzantara.env-file", variables.toString()));

        assertThat(environment.getProperty(KEY)).isEqualTo("sk-of-the-file");
    }

    @Test
    void theSettingsFileNamesItselfWhenItIsWrong() throws IOException {
        file("nuzantara.properties", "server.port=many\n");
        assertThatThrownBy(() -> given(Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nuzantara.properties cannot be used, server.port must be a number")
                .hasMessageNotContaining("many");

        file("nuzantara.properties", "DATABASE_URL=postgresql://u:secret@h/d\n");
        assertThatThrownBy(() -> given(Map.of()))
                .hasMessageContaining("write nuzantara.database-url for DATABASE_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theDemoIsDeafToVariablesAndToTheFile() throws IOException {
        file("nuzantara.properties", KEY + "=sk-of-the-settings-file\n");

        var environment = given(
                Map.of("ANTHROPIC_API_KEY", "sk-of-the-environment", "PORT", "many"),
                Map.of("nuzantara.demo", "true", "nuzantara.data-dir", directory.toString()));

        assertThat(environment.getProperty(KEY)).isNull();
        assertThat(environment.getProperty("ANTHROPIC_API_KEY")).isNull();
        assertThat(EnvironmentFindings.of(environment)).isEmpty();
    }

    @Test
    void healthIsOnThePortAboveTheServiceOrOnAFreeOne() {
        assertThat(given(Map.of("PORT", "9000")).getProperty("management.server.port"))
                .isEqualTo("9001");
        assertThat(given(Map.of("PORT", "0")).getProperty("management.server.port"))
                .isEqualTo("0");
        assertThat(given(Map.of("PORT", "9000", "MANAGEMENT_PORT", "7000")).getProperty("management.server.port"))
                .isEqualTo("7000");
    }

    @Test
    void theOrchestratorAloneHasAPortOfItsOwn() {
        var environment =
                given(Map.of("NUZANTARA_ROLE", "Orchestrator", "DATABASE_URL", "postgresql://u:secret@host/db"));

        assertThat(environment.getProperty("nuzantara.role")).isEqualTo("orchestrator");
        assertThat(given(Map.of(), Map.of("nuzantara.role", "ALL")).getProperty("nuzantara.role"))
                .isEqualTo("all");
        assertThat(environment.getProperty("server.port")).isEqualTo("8080");
        assertThat(environment.getProperty("nuzantara.roles.agents", Boolean.class))
                .isFalse();
    }

    @Test
    void theOrchestratorIsOnUnlessItsVariableSaysNo() {
        assertThat(given(Map.of()).getProperty("nuzantara.orchestrator.enabled"))
                .isNull();
        assertThat(given(Map.of("ENABLE_ORCHESTRATOR", "true")).getProperty("nuzantara.orchestrator.enabled"))
                .isEqualTo("true");
        assertThat(given(Map.of("ENABLE_ORCHESTRATOR", "FALSE"))
                        .getProperty("nuzantara.orchestrator.enabled", Boolean.class))
                .isFalse();
    }

    @Test
    void linesForCollectorsAreEcs() {
        assertThat(given(Map.of("LOG_FORMAT", "json")).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
        assertThat(given(Map.of("LOG_FORMAT", "text")).getProperty("logging.structured.format.console"))
                .isNull();
        assertThat(given(Map.of("LOG_FORMAT", "text"), Map.of("nuzantara.log-format", "json"))
                        .getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
    }

    @Test
    void noSecretIsEverShown() {
        var secret = "postgresql://u:canary-canary@host:5432/db";
        var environment = given(Map.of(
                "DATABASE_URL", secret,
                "ANTHROPIC_API_KEY", "short",
                "SLACK_WEBHOOK_URL", "https://hooks.example.com/services/canary-canary-0001",
                "NUZANTARA_SERVICE_TOKEN", "canary-canary-canary-canary-canary-0002"));

        assertThat(EnvironmentFindings.of(environment).toString() + EnvironmentFindings.optional(environment))
                .doesNotContain("canary");
    }
}
