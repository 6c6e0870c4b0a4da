package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmRefusalTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | mode=split needs existingSecret",
                "{existingSecret: s, persistence: {enabled: true}} | set mode=all, or persistence.enabled=false",
                "{mode: all} | Without a volume everything would be lost with the pod",
                "{mode: all, persistence: {enabled: true}, agents: {replicas: 2}} | set agents.replicas=1",
                "{existingSecret: s, serviceMonitor: {enabled: true}} | set metrics.tokenSecret.name",
                "{existingSecret: s, mode: both} | mode",
                "{existingSecret: s, image: {tag: latest}} | tag",
                "{existingSecret: s, image: {digest: 'sha256:12'}} | digest",
                "{existingSecret: s, agents: {replicas: 0}} | replicas",
                "{existingSecret: s, agents: {replica: 2}} | replica",
                "{existingSecret: s, orchestrator: {enabled: 'yes'}} | enabled",
                "{existingSecret: Not A Name} | existingSecret",
                "{existingSecret: s, secrets: {DATABASE_URL: x}} | secrets",
                "{existingSecret: s, trustedProxies: []} | trustedProxies",
                "{existingSecret: s, ingress: {enabled: true}} | hosts",
                "{existingSecret: s, publicUrl: office.example.com} | publicUrl",
                "{existingSecret: s, extraEnv: [{name: lower}]} | extraEnv"
            })
    void badValuesAreRefusedWithWhatIsWrong(String values, String part) {
        assertThatThrownBy(() -> HelmChart.render(HelmChart.FOLDER, values)).hasMessageContaining(part);
    }

    @Test
    void anErrorInATemplateNamesItsFile(@TempDir Path directory) throws IOException {
        HelmChart.copy(directory);
        Files.writeString(
                directory.resolve("templates/ingress.yaml"), "{{ .Values.ingress.enabled | noSuchFunction }}");

        assertThatThrownBy(() -> HelmChart.render(directory, "existingSecret: s"))
                .hasMessageContaining("ingress.yaml")
                .hasMessageContaining("noSuchFunction");
    }
}
