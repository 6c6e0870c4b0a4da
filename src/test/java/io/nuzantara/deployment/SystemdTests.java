package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SystemdTests {

    private final List<String> lines =
            DeploymentFiles.text("deploy/systemd/nuzantara.service").lines().toList();
    private final Map<String, List<String>> settings = lines.stream()
            .filter(line -> line.matches("[A-Z].*=.*"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.groupingBy(
                    setting -> setting[0], Collectors.mapping(setting -> setting[1], Collectors.toList())));

    @Test
    void everyLineIsASectionASettingOrARemark() {
        assertThat(lines).allMatch(line -> line.isEmpty() || line.matches("\\[[A-Z][a-z]+]|[A-Z][A-Za-z]+=.*|#.*"));
        assertThat(lines).contains("[Unit]", "[Service]", "[Install]");
    }

    @Test
    void itStartsAsTheImageDoes() {
        var entry = Dockerfile.parse(DeploymentFiles.text("Dockerfile"))
                .last("ENTRYPOINT")
                .exec();

        assertThat(only("ExecStart").replace("/opt/nuzantara/", "/app/"))
                .isEqualTo("/usr/bin/" + String.join(" ", entry) + " up");
    }

    @Test
    void itOwnsItsDataAndNothingElse() {
        assertThat(only("StateDirectory")).isEqualTo("nuzantara");
        assertThat(only("StateDirectoryMode")).isEqualTo("0700");
        assertThat(only("Environment")).isEqualTo("NUZANTARA_DATA_DIR=/var/lib/nuzantara");
        assertThat(only("NoNewPrivileges")).isEqualTo("true");
        assertThat(only("ProtectSystem")).isEqualTo("strict");
        assertThat(only("CapabilityBoundingSet")).isEmpty();
        assertThat(only("User")).isNotEqualTo("root");
    }

    /** The database of the service must outlive the service's last query, and nothing may outlive the service. */
    @Test
    void itIsStoppedByAskingItAlone() {
        assertThat(only("KillMode")).isEqualTo("mixed");
        assertThat(only("KillSignal")).isEqualTo("SIGTERM");
        assertThat(Integer.parseInt(only("TimeoutStopSec"))).isGreaterThan(30);
    }

    private String only(String name) {
        assertThat(settings).containsKey(name);
        assertThat(settings.getOrDefault(name, List.of())).hasSize(1);
        return settings.getOrDefault(name, List.of()).getFirst();
    }
}
