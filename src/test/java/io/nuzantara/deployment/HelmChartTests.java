package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HelmChartTests {

    static final List<String> SETS = List.of(
            "split",
            "all-on-a-volume",
            "all-on-a-server",
            "all-on-a-claim",
            "everything",
            "open-metrics",
            "in-between",
            "check");

    @Test
    void helmHasNothingToComplainAbout() {
        var result = new Helm(HelmChart.FOLDER).lint().strict().call();

        assertThat(result.isFailed())
                .as(() -> String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void theChartIsOfTheVersionThatIsBuilt() {
        var chart = DeploymentFiles.yaml(DeploymentFiles.text(HelmChart.FOLDER + "/Chart.yaml"));

        assertThat(chart.path("appVersion").asString()).isEqualTo(DeploymentFiles.projectVersion());
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everyObjectIsOneThatKubernetesKnows(String values) {
        var objects = HelmChart.rendered(values).objects();

        assertThat(objects)
                .hasSizeGreaterThan(3)
                .allSatisfy(object ->
                        assertThat(KubernetesModel.unknownFields(object)).isEmpty());
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        var pod = DeploymentFiles.yaml("""
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                    - name: a
                      securityContext: {readOnlyRootFileSystem: true}
                """);

        assertThat(KubernetesModel.unknownFields(pod))
                .containsExactly("v1/Pod.Spec.Containers[].SecurityContext.readOnlyRootFileSystem");
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void noPodHasMoreRightsThanItNeeds(String values) {
        var manifests = HelmChart.rendered(values);

        assertThat(manifests.pods()).isNotEmpty().allSatisfy(HelmChartTests::isRestricted);
        assertThat(manifests.containers()).isNotEmpty().allSatisfy(HelmChartTests::isConfined);
    }

    private static void isRestricted(JsonNode pod) {
        var context = pod.path("securityContext");

        assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.path("runAsUser").asString()).isEqualTo(DeploymentFiles.USER);
        assertThat(context.path("fsGroupChangePolicy").asString()).isEqualTo("OnRootMismatch");
        assertThat(context.at("/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                .isFalse();
    }

    private static void isConfined(JsonNode container) {
        var context = container.path("securityContext");

        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.path("privileged").asBoolean(true)).isFalse();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(DeploymentFiles.strings(context.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(container.at("/resources/requests/memory").isMissingNode()).isFalse();
        assertThat(container.path("image").asString())
                .doesNotEndWith(":latest")
                .matches(".+(:[^/:]+|@sha256:[0-9a-f]{64})");
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everyServiceIsProbedAndGivenTimeToStop(String values) {
        assertThat(HelmChart.rendered(values).of("Deployment")).isNotEmpty().allSatisfy(deployment -> {
            var pod = deployment.at("/spec/template/spec");
            var container = pod.at("/containers/0");

            assertThat(container.at("/startupProbe/httpGet/path").asString()).isEqualTo("/livez");
            assertThat(container.at("/startupProbe/periodSeconds").asInt()).isEqualTo(2);
            assertThat(container.at("/startupProbe/failureThreshold").asInt()).isEqualTo(60);
            assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
            assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/livez");
            assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .isEqualTo(45)
                    .isGreaterThan(30
                            + container.at("/lifecycle/preStop/sleep/seconds").asInt());
        });
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everythingSaysWhatItBelongsTo(String values) {
        assertThat(HelmChart.rendered(values).objects()).allSatisfy(object -> {
            assertThat(object.at("/metadata/namespace").asString()).isEqualTo("bali");
            assertThat(DeploymentFiles.texts(object.at("/metadata/labels")))
                    .containsAllEntriesOf(Map.of(
                            "app.kubernetes.io/name", "nuzantara",
                            "app.kubernetes.io/instance", "office",
                            "app.kubernetes.io/managed-by", "Helm"))
                    .containsKeys("app.kubernetes.io/version", "app.kubernetes.io/component", "helm.sh/chart");
        });
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everyServiceFindsThePodsOfItsOwn(String values) {
        var manifests = HelmChart.rendered(values);

        assertThat(manifests.names("Service")).isEqualTo(manifests.names("Deployment"));
        assertThat(manifests.of("Service")).allSatisfy(service -> {
            var deployment =
                    manifests.named("Deployment", service.at("/metadata/name").asString());
            var selector = DeploymentFiles.texts(service.at("/spec/selector"));

            assertThat(DeploymentFiles.texts(deployment.at("/spec/selector/matchLabels")))
                    .isEqualTo(selector);
            assertThat(DeploymentFiles.texts(deployment.at("/spec/template/metadata/labels")))
                    .containsAllEntriesOf(selector);
            assertThat(service.at("/spec/ports/0/port").asInt())
                    .isEqualTo(deployment
                            .at("/spec/template/spec/containers/0/ports/0/containerPort")
                            .asInt());
        });
    }

    @Test
    void theTwoRolesFindAndTrustEachOther() {
        var manifests = HelmChart.rendered("split");
        var orchestrator = manifests.variables("office-orchestrator");
        var agents = manifests.variables("office-agents");

        assertThat(orchestrator)
                .containsEntry("NUZANTARA_ROLE", "orchestrator")
                .containsEntry("BACKEND_RAG_URL", "http://office-agents:8000")
                .containsEntry("ENABLE_ORCHESTRATOR", "true")
                .containsEntry("PORT", "8080");
        assertThat(agents)
                .containsEntry("NUZANTARA_ROLE", "agents")
                .containsEntry("ENABLE_ORCHESTRATOR", "true")
                .containsEntry("PORT", "8000")
                .doesNotContainKeys("BACKEND_RAG_URL", "MANAGEMENT_ADDRESS");
        assertThat(agents.get("NUZANTARA_ALLOWED_HOSTS")).startsWith("office-agents,");
        assertThat(manifests.containers())
                .filteredOn(container -> container.has("env"))
                .hasSize(3)
                .allMatch(container ->
                        container.at("/envFrom/0/secretRef/name").asString().equals("nuzantara-secrets"));
    }

    /** A hook before the installation sees nothing that the chart makes. */
    @ParameterizedTest
    @ValueSource(strings = {"split", "all-on-a-server", "everything", "open-metrics"})
    void migrationsComeFirstAndUseNothingOfTheRelease(String values) {
        var manifests = HelmChart.rendered(values);
        var job = manifests.named("Job", "office-migrations");
        var pod = job.at("/spec/template/spec");

        assertThat(DeploymentFiles.texts(job.at("/metadata/annotations")))
                .containsEntry("helm.sh/hook", "pre-install,pre-upgrade")
                .containsEntry("helm.sh/hook-delete-policy", "before-hook-creation");
        assertThat(DeploymentFiles.strings(pod.at("/containers/0/args"))).containsExactly("up", "--migrate-only");
        assertThat(manifests.names("ServiceAccount"))
                .doesNotContain(pod.path("serviceAccountName").asString());
        assertThat(pod.path("volumes").valueStream()).allMatch(volume -> volume.has("emptyDir"));
    }

    /** The pod of a new image that is asked whether it is ready must not be redder than the one that will serve. */
    @Test
    void thePodOfACheckHasWhatThePodsOfItsRoleHave() {
        var manifests = HelmChart.rendered("check");
        var check = manifests.named("Pod", "office-check-orchestrator").path("spec");
        var serving = manifests.named("Deployment", "office-orchestrator").at("/spec/template/spec");

        assertThat(List.of(
                        "/containers/0/env",
                        "/containers/0/envFrom",
                        "/containers/0/image",
                        "/containers/0/securityContext",
                        "/securityContext",
                        "/imagePullSecrets",
                        "/enableServiceLinks"))
                .allSatisfy(part -> assertThat(check.at(part)).isNotNull().isEqualTo(serving.at(part)));
        assertThat(check.at("/containers/0/name").asString()).isEqualTo("office-check-orchestrator");
        assertThat(check.at("/containers/0").has("args")).isFalse();
        assertThat(check.has("serviceAccountName")).isFalse();
        assertThat(HelmChart.rendered("split").names("Pod")).containsExactly("office-ready");
    }

    @Test
    void theEmbeddedDatabaseIsOneProcessOnOneVolume() {
        var manifests = HelmChart.rendered("all-on-a-volume");
        var deployment = manifests.named("Deployment", "office");

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(deployment.at("/spec/strategy/type").asString()).isEqualTo("Recreate");
        assertThat(deployment
                        .at("/spec/template/spec/volumes/0/persistentVolumeClaim/claimName")
                        .asString())
                .isEqualTo(manifests.names("PersistentVolumeClaim").getFirst());
        assertThat(manifests
                        .of("PersistentVolumeClaim")
                        .findFirst()
                        .orElseThrow()
                        .at("/metadata/annotations"))
                .extracting(Objects::toString)
                .asString()
                .contains("keep");
        assertThat(manifests.names("Job")).isEmpty();
        assertThat(manifests.variables("office"))
                .containsEntry("NUZANTARA_ROLE", "all")
                .containsEntry("NUZANTARA_DATA_DIR", "/data/nuzantara");
    }

    @Test
    void aClaimThatIsThereIsTaken() {
        var manifests = HelmChart.rendered("all-on-a-claim");

        assertThat(manifests.names("PersistentVolumeClaim")).isEmpty();
        assertThat(manifests
                        .named("Deployment", "office")
                        .at("/spec/template/spec/volumes/0/persistentVolumeClaim/claimName")
                        .asString())
                .isEqualTo("office-data");
    }

    @Test
    void aDigestWinsOverTheVersion() {
        assertThat(HelmChart.rendered("everything").containers())
                .allMatch(container -> container
                        .path("image")
                        .asString()
                        .matches("registry\\.example\\.com:5000/nuzantara@sha256:a{64}"));
        assertThat(HelmChart.rendered("split").containers())
                .allMatch(container ->
                        container.path("image").asString().equals("nuzantara:" + DeploymentFiles.projectVersion()));
    }

    /** The agents first, the orchestrator second: in between one release holds two images. */
    @Test
    void theOrchestratorCanKeepItsImageWhileTheAgentsChange() {
        var manifests = HelmChart.rendered("in-between");

        assertThat(image(manifests, "office-agents")).isEqualTo("registry.example.com/nuzantara:1.3.0");
        assertThat(image(manifests, "office-orchestrator")).isEqualTo("registry.example.com/nuzantara:1.2.0");
        assertThat(manifests
                        .named("Deployment", "office-orchestrator")
                        .at("/spec/replicas")
                        .asInt())
                .isZero();
    }

    private static String image(Manifests manifests, String deployment) {
        return manifests
                .named("Deployment", deployment)
                .at("/spec/template/spec/containers/0/image")
                .asString();
    }

    @Test
    void peopleComeInByTheIngressAndItsNamesAreOurs() {
        var manifests = HelmChart.rendered("everything");
        var ingress = manifests.named("Ingress", "office-agents");

        assertThat(ingress.at("/spec/rules")
                        .valueStream()
                        .map(rule -> rule.path("host").asString()))
                .containsExactly("office.example.com", "www.office.example.com");
        assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service/name").asString())
                .isEqualTo("office-agents");
        assertThat(manifests.variables("office-agents"))
                .containsEntry("NUZANTARA_PUBLIC_URL", "https://office.example.com")
                .hasEntrySatisfying(
                        "NUZANTARA_ALLOWED_HOSTS",
                        hosts -> assertThat(hosts.split(","))
                                .contains("www.office.example.com", "agents.office.example.com"));
    }

    @Test
    void metricsStayInThePodUnlessSomebodyAsksForThem() {
        assertThat(HelmChart.rendered("split").of("Service"))
                .allMatch(service -> service.at("/spec/ports").size() == 1);

        var open = HelmChart.rendered("open-metrics");
        assertThat(open.variables("office-agents"))
                .containsEntry("MANAGEMENT_ADDRESS", "0.0.0.0")
                .containsEntry("MANAGEMENT_PORT", "8001")
                .containsEntry("NUZANTARA_METRICS_OPEN", "true");

        var guarded = HelmChart.rendered("everything");
        assertThat(guarded.variables("office-agents"))
                .containsEntry("MANAGEMENT_ADDRESS", "0.0.0.0")
                .doesNotContainKey("NUZANTARA_METRICS_OPEN");
        assertThat(guarded.named("ServiceMonitor", "office")
                        .at("/spec/endpoints/0/authorization/credentials/name")
                        .asString())
                .isEqualTo("nuzantara-metrics");
        assertThat(guarded.named("ServiceMonitor", "office")
                        .at("/spec/jobLabel")
                        .asString())
                .isEqualTo("app.kubernetes.io/name");
    }

    @Test
    void theAlertsAreThoseOfTheRepository() {
        var rule = HelmChart.rendered("everything").named("PrometheusRule", "office");

        assertThat(rule.path("spec"))
                .isEqualTo(DeploymentFiles.yaml(DeploymentFiles.text("deploy/observability/alerts.yaml")));
    }

    @Test
    void policiesLetInWhoHasBusinessThere() {
        var agents = HelmChart.rendered("everything").named("NetworkPolicy", "office-agents");

        assertThat(agents.at("/spec/ingress")
                        .valueStream()
                        .map(rule -> rule.at("/ports/0/port").asInt()))
                .containsExactly(8000, 8000, 8001);
        assertThat(agents.at("/spec/ingress").valueStream()).allMatch(rule -> rule.has("from"));
        assertThat(DeploymentFiles.strings(agents.at("/spec/policyTypes"))).containsExactly("Ingress", "Egress");
        assertThat(HelmChart.rendered("everything")
                        .named("NetworkPolicy", "office-orchestrator")
                        .at("/spec/ingress")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"split,2", "all-on-a-server,1"})
    void theTestOfTheChartAsksEveryService(String values, int services) {
        var manifests = HelmChart.rendered(values);
        var pod = manifests.named("Pod", "office-ready");

        assertThat(pod.at("/metadata/annotations/helm.sh~1hook").asString()).isEqualTo("test");
        assertThat(pod.at("/spec/containers")
                        .valueStream()
                        .map(container -> DeploymentFiles.strings(container.path("command"))
                                .getLast()))
                .hasSize(services)
                .allMatch(address -> manifests.names("Service").stream()
                        .anyMatch(name -> address.matches("http://" + name + ":80[08]0/readyz")));
        assertThat(pod.at("/spec/containers").valueStream())
                .allMatch(container ->
                        DeploymentFiles.strings(container.path("command")).contains("io.nuzantara.cli.HealthCheck"));
    }

    @Test
    void theNotesAreTheNextThreeCommands() {
        assertThat(HelmChart.notes("split"))
                .contains(
                        "helm test office --namespace bali",
                        "kubectl --namespace bali port-forward deployment/office-agents 8000:8000",
                        "kubectl --namespace bali logs deployment/office-agents | grep 'Sign in'")
                .doesNotContain("volume");
        assertThat(HelmChart.notes("all-on-a-volume")).contains("kubectl delete pvc office'");
    }

    @Test
    void replicasOfOneRoleAreSpreadTogether() {
        var constraint = HelmChart.rendered("everything")
                .named("Deployment", "office-orchestrator")
                .at("/spec/template/spec/topologySpreadConstraints/0");

        assertThat(constraint.path("topologyKey").asString()).isEqualTo("topology.kubernetes.io/zone");
        assertThat(DeploymentFiles.texts(constraint.at("/labelSelector/matchLabels")))
                .containsEntry("app.kubernetes.io/component", "orchestrator");
    }
}
