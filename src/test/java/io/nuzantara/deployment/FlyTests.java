package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FlyTests {

    private static final String FOLDER = "deploy/fly/";

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void theyKeepToTheFormat(String name) {
        assertThat(DeploymentFiles.violations("fly.schema.json", app(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "interval = \"15s\",interval = 30000",
        "kill_signal,stop_signal",
        "auto_stop_machines = \"off\",auto_stop_machines = \"no\"",
        "policy = \"always\",policy = \"sometimes\"",
        "strategy = \"rolling\",strategy = \"rollling\"",
        "release_command =,releasecommand ="
    })
    void aTypingErrorIsFound(String right, String wrong) {
        var text = DeploymentFiles.text(FOLDER + "agents.toml");
        assertThat(text).contains(right);

        assertThat(DeploymentFiles.violations("fly.schema.json", DeploymentFiles.toml(text.replace(right, wrong))))
                .isNotEmpty();
    }

    /** An interval of hours with a timeout of seconds is no check. */
    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void everyAppIsCheckedOftenAndIsGivenTimeToStart(String name) {
        assertThat(checks(name)).isNotEmpty().allSatisfy(check -> {
            assertThat(check.path("path").asString()).isEqualTo("/readyz");
            assertThat(duration(check, "interval")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(60));
            assertThat(duration(check, "timeout")).isLessThan(duration(check, "interval"));
            assertThat(duration(check, "grace_period")).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        });
    }

    private static Duration duration(JsonNode check, String name) {
        return DeploymentFiles.duration(check.path(name));
    }

    private static Stream<JsonNode> checks(String name) {
        return Stream.concat(
                app(name).path("http_service").path("checks").valueStream(),
                app(name).path("checks").valueStream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void aStopIsGracefulAndEveryEndIsFollowedByAStart(String name) {
        assertThat(app(name).path("kill_signal").asString()).isEqualTo("SIGTERM");
        assertThat(DeploymentFiles.duration(app(name).path("kill_timeout"))).isEqualTo(Duration.ofSeconds(45));
        assertThat(app(name).at("/restart/0/policy").asString()).isEqualTo("always");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void machinesAreReplacedOneByOne(String name) {
        assertThat(app(name).at("/deploy/strategy").asString()).isEqualTo("rolling");
        assertThat(app(name).at("/deploy/max_unavailable").asInt()).isEqualTo(1);
        assertThat(DeploymentFiles.duration(app(name).at("/deploy/wait_timeout")))
                .isEqualTo(Duration.ofMinutes(10));
    }

    /** Schedules need a machine that is awake, and a machine that the proxy starts must be one that it stopped. */
    @ParameterizedTest
    @ValueSource(strings = {"agents", "single"})
    void machinesWithSchedulesNeverSleep(String name) {
        var service = app(name).path("http_service");

        assertThat(service.path("auto_stop_machines").asString()).isEqualTo("off");
        assertThat(service.path("auto_start_machines").asBoolean(true)).isFalse();
        assertThat(service.path("force_https").asBoolean()).isTrue();
        assertThat(service.path("internal_port").asString()).isEqualTo(variable(name, "PORT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void theyListenOnThePrivateNetwork(String name) {
        assertThat(variable(name, "SERVER_ADDRESS")).isEqualTo("::");
        assertThat(variable(name, "MANAGEMENT_ADDRESS")).isEqualTo("::");
        assertThat(variable(name, "NUZANTARA_METRICS_OPEN")).isEqualTo("true");
        assertThat(app(name).at("/metrics/0/port").asString()).isEqualTo(variable(name, "MANAGEMENT_PORT"));
    }

    @Test
    void theOrchestratorCallsTheAgentsByTheirPrivateName() {
        var agents = app("agents").path("app").asString();

        assertThat(variable("orchestrator", "BACKEND_RAG_URL"))
                .isEqualTo("http://" + agents + ".internal:" + variable("agents", "PORT"));
        assertThat(variable("agents", "ENABLE_ORCHESTRATOR"))
                .isEqualTo(variable("orchestrator", "ENABLE_ORCHESTRATOR"));
        assertThat(variable("agents", "NUZANTARA_ALLOWED_HOSTS")).isEqualTo(agents + ".internal");
        assertThat(variable("agents", "NUZANTARA_PUBLIC_URL")).isEqualTo("https://" + agents + ".fly.dev");
    }

    @Test
    void theOrchestratorIsReachedByNobody() {
        assertThat(app("orchestrator").has("http_service")).isFalse();
        assertThat(app("orchestrator").at("/checks/ready/port").asString()).isEqualTo(variable("orchestrator", "PORT"));
    }

    @Test
    void theAgentsMigrateBeforeTheyAreReplaced() {
        assertThat(app("agents").at("/deploy/release_command").asString()).isEqualTo("up --migrate-only");
        assertThat(DeploymentFiles.duration(app("agents").at("/deploy/release_command_timeout")))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(app("orchestrator").path("deploy").has("release_command")).isFalse();
    }

    /** The machine of a release command has no volume: it would migrate an empty database of its own. */
    @Test
    void theSingleMachineKeepsItsDatabaseOnAVolume() {
        var mounted = app("single").at("/mounts/0/destination").asString();

        assertThat(variable("single", "NUZANTARA_DATA_DIR")).isEqualTo(mounted).isEqualTo("/data");
        assertThat(app("single").path("deploy").has("release_command")).isFalse();
        assertThat(app("agents").has("mounts")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void theyAreBuiltFromOurDockerfile(String name) {
        var dockerfile = DeploymentFiles.path(FOLDER)
                .resolve(app(name).at("/build/dockerfile").asString());

        assertThat(dockerfile.normalize())
                .isEqualTo(DeploymentFiles.path("Dockerfile"))
                .exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator", "single"})
    void noSecretIsWrittenDown(String name) {
        assertThat(app(name).path("env").propertyNames())
                .noneMatch(variable -> variable.matches(".*(TOKEN|KEY|PASSWORD|SECRET|DATABASE_URL|WEBHOOK_URL)"));
    }

    private static String variable(String name, String variable) {
        return app(name).path("env").path(variable).asString("");
    }

    private static JsonNode app(String name) {
        return DeploymentFiles.toml(DeploymentFiles.text(FOLDER + name + ".toml"));
    }
}
