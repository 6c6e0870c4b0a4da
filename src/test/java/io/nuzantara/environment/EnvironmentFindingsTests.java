package io.nuzantara.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.environment.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;

class EnvironmentFindingsTests {

    private static final String CANARY = "sk-canary-0123456789-0123456789-0123";
    private static final Set<Format> TAKING_THE_CANARY = Set.of(Format.TEXT, Format.SERVICE_TOKEN, Format.DIRECTORY);

    @TempDir
    private Path directory;

    /** As a preflight sees it, which starts with whatever is wrong. */
    private ConfigurableEnvironment given(Map<String, String> variables) {
        return GivenEnvironment.of(
                directory,
                variables,
                Map.of("nuzantara.preflight", "true", "nuzantara.data-dir", directory.toString()));
    }

    private List<Finding> findings(Map<String, String> variables) {
        return EnvironmentFindings.of(given(variables));
    }

    private Finding only(Map<String, String> variables) {
        var findings = findings(variables);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Test
    void aSoundEnvironmentHasNothingToSay() {
        var sound = new HashMap<String, String>();
        Catalogue.effective()
                .filter(variable -> !variable.format().example().contains("$"))
                .forEach(variable ->
                        sound.put(variable.name(), variable.format().example().replace("'", "")));
        sound.put(Catalogue.SERVICE_TOKEN, "x".repeat(32));

        assertThat(findings(sound)).isEmpty();
        assertThat(findings(Map.of())).isEmpty();
    }

    static Stream<String> checkedVariables() {
        return Catalogue.effective()
                .filter(variable -> !TAKING_THE_CANARY.contains(variable.format()))
                .map(Variable::name);
    }

    /** What is in the wrong variable is often a secret. */
    @ParameterizedTest
    @MethodSource("checkedVariables")
    void aValueThatCannotBeReadIsNamedByItsVariableAndNotRepeated(String name) {
        var finding = only(Map.of(name, CANARY + " \u0007"));

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.variable()).isEqualTo(name);
        assertThat(finding.inOneSentence())
                .startsWith(name + " must ")
                .contains(name + "=")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT | 65536",
                "PORT | -1",
                "PORT | 8000x",
                "CRON_TIMEZONE | Asia/Makasar",
                "CRON_TIMEZONE | WITA",
                "ENABLE_ORCHESTRATOR | ture",
                "BACKEND_RAG_URL | http://agents.example.com",
                "BACKEND_RAG_URL | agents:8000",
                "DATABASE_URL | mysql://u:p@h/d",
                "DATABASE_URL | postgresql://u:p%zz@h/d",
                "MIGRATION_DATABASE_URL | host/db",
                "SLACK_WEBHOOK_URL | hooks.slack.com/services/x",
                "NUZANTARA_ROLE | agent",
                "NUZANTARA_SERVICE_TOKEN | 0123456789",
                "NUZANTARA_BACKUP_CRON | daily",
                "NUZANTARA_BACKUP_KEEP | 0",
                "NUZANTARA_BACKUP_KEEP | 1001",
                "SERVER_ADDRESS | 127.0.0.256",
                "LOG_FORMAT | xml",
                "NUZANTARA_LLM_PROVIDER | gemini"
            })
    void everyKindOfValueIsChecked(String name, String value) {
        assertThat(only(Map.of(name, value))).satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.sentence()).startsWith(name + " ");
        });
    }

    @Test
    void aFileThatCannotBeReadIsNamedByTheVariableThatNamesIt() throws IOException {
        var missing = only(Map.of("OPENAI_API_KEY_FILE", CANARY));
        assertThat(missing.variable()).isEqualTo("OPENAI_API_KEY_FILE");
        assertThat(missing.inOneSentence()).doesNotContain("canary");

        var empty = Files.writeString(directory.resolve("key"), "\n").toString();
        assertThat(only(Map.of("OPENAI_API_KEY_FILE", empty)).severity()).isEqualTo(Severity.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "SLACK_WEBHOK_URL, SLACK_WEBHOOK_URL",
        "SLACK_WEBHOOKS_URL, SLACK_WEBHOOK_URL",
        "ANTROPIC_API_KEY, ANTHROPIC_API_KEY",
        "ANTHROPIC_API_KEYS, ANTHROPIC_API_KEY",
        "DATABASE_URI, DATABASE_URL",
        "DATABSE_URL_FILE, DATABASE_URL_FILE",
        "BACKEND_RAG_URI, BACKEND_RAG_URL",
        "ENABLE_ORCHESTRATION, ENABLE_ORCHESTRATOR",
        "CRON_TIME_ZONE, CRON_TIMEZONE",
        "PROT, ''",
        "PORTS, PORT",
        "NUZANTARA_ROLES, NUZANTARA_ROLE",
        "NUZANTARA_TOKN, NUZANTARA_TOKEN"
    })
    void aNearMissIsAsked(String set, String meant) {
        var findings = findings(Map.of(set, "value"));

        if (meant.isEmpty()) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings)
                    .containsExactly(new Finding(
                            Severity.WARN,
                            set,
                            "Nothing reads the variable %s.".formatted(set),
                            "did you mean %s? Rename it".formatted(meant)));
        }
    }

    @Test
    void aNearMissOfAVariableThatIsSetIsSomethingElse() {
        assertThat(findings(Map.of("DATABASE_URL", "postgresql://h/d", "DATABASE_URI", "x")))
                .isEmpty();
    }

    /** Those of shells, desktops, containers, build servers and clouds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST",
                "PATH",
                "PWD",
                "HOME",
                "TERM",
                "SHELL",
                "LANG",
                "USER",
                "LOGNAME",
                "SHLVL",
                "HOSTNAME",
                "MAIL",
                "EDITOR",
                "PAGER",
                "DISPLAY",
                "TZ",
                "TMPDIR",
                "JAVA_HOME",
                "MAVEN_OPTS",
                "JAVA_TOOL_OPTIONS",
                "CI",
                "GITHUB_ACTIONS",
                "GITHUB_TOKEN_",
                "SERVER_PORT",
                "SSH_AUTH_SOCK",
                "XDG_DATA_HOME",
                "HTTP_PROXY",
                "NO_PROXY",
                "FLY_APP_NAME",
                "KUBERNETES_PORT",
                "POSTGRES_PORT",
                "PGHOST",
                "PGPORT",
                "REDIS_URL",
                "SECRET_KEY",
                "AWS_REGION",
                "SPRING_PROFILES_ACTIVE",
                "OTEL_METRICS_EXPORTER",
                "OTEL_EXPORTER_OTLP_HEADERS"
            })
    void ordinaryVariablesAreNobodysMistakes(String name) {
        assertThat(findings(Map.of(name, "value"))).isEmpty();
    }

    @Test
    void anUnknownVariableWithOurPrefixIsTold() {
        assertThat(only(Map.of("NUZANTARA_SPEED", "11")))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARN))
                .extracting(Finding::sentence)
                .isEqualTo("Nothing reads the variable NUZANTARA_SPEED.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NUZANTARA_ENGINE_LANES",
                "NUZANTARA_TRAINER_PROMPTPATH",
                "NUZANTARA_LLM_BUDGET_DAY",
                "NUZANTARA_LLM_MODELS_DECISION",
                "NUZANTARA_LLM_PRICES_0_MODEL",
                "NUZANTARA_URL",
                "NUZANTARA_TOKEN_FILE",
                "NUZANTARA_NO_BUILD"
            })
    void everySettingHasAVariableToSpring(String name) {
        assertThat(findings(Map.of(name, "1"))).isEmpty();
    }

    @Test
    void variablesThatKubernetesSetsForAServiceOfOurNameAreNoMistakes() {
        assertThat(findings(Map.of(
                        "KUBERNETES_SERVICE_HOST", "10.0.0.1",
                        "NUZANTARA_SERVICE_HOST", "10.0.0.2",
                        "NUZANTARA_AGENTS_SERVICE_PORT_HTTP", "8000",
                        "NUZANTARA_PORT", "tcp://10.0.0.2:8000",
                        "NUZANTARA_PORT_8000_TCP_ADDR", "10.0.0.2")))
                .isEmpty();
        assertThat(findings(Map.of("NUZANTARA_PORT", "8000"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENABLE_CRON", "CRON_SELF_HEALING", "CRON_AUTO_TESTS", "CRON_WEEKLY_PR", "CRON_HEALTH_CHECK",
                "CRON_DAILY_REPORT", "DEEPSEEK_API_KEY", "CHROMA_DB_PATH", "EMBEDDING_MODEL", "EMBEDDING_DIMENSION",
                "TWILIO_AUTH_TOKEN", "GITHUB_TOKEN"
            })
    void aKnownNameWithoutEffectIsSaidToHaveNone(String name) {
        var finding = only(Map.of(name, CANARY));

        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.inOneSentence())
                .startsWith(name + " has no effect here: ")
                .doesNotContain("canary");
        assertThat(findings(Map.of(name, ""))).isEmpty();
    }

    @Test
    void aSplitNeedsADatabaseATokenAndAnAddress() {
        assertThat(findings(Map.of("NUZANTARA_ROLE", "orchestrator")))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.FAIL))
                .extracting(Finding::variable)
                .containsExactly("DATABASE_URL", "NUZANTARA_SERVICE_TOKEN", "BACKEND_RAG_URL");
        assertThat(findings(Map.of("NUZANTARA_ROLE", "agents")))
                .extracting(Finding::variable)
                .containsExactly("DATABASE_URL", "NUZANTARA_SERVICE_TOKEN");
    }

    @Test
    void aParameterTheDriverDoesNotKnowIsAWarning() {
        var finding = only(Map.of("DATABASE_URL", "postgresql://u:pw%3Fa=1@h/d?pgbouncer=true&sslmode=require"));

        assertThat(finding.severity()).isEqualTo(Severity.WARN);
        assertThat(finding.sentence()).contains("pgbouncer").doesNotContain("sslmode", "pw");
    }

    @Test
    void whatIsNotConfiguredIsToldWithWhatHappensInstead() {
        assertThat(EnvironmentFindings.optional(given(Map.of())))
                .extracting(Finding::variable)
                .containsExactly("ANTHROPIC_API_KEY", "SLACK_WEBHOOK_URL", "DATABASE_URL");
        assertThat(EnvironmentFindings.optional(
                        given(Map.of("OPENAI_API_KEY", "x", "DATABASE_URL", "postgresql://h/d"))))
                .extracting(Finding::variable)
                .isEqualTo(List.of("SLACK_WEBHOOK_URL"));
    }
}
