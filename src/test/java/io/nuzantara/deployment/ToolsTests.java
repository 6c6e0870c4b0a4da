package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools that read these files in earnest, where they are installed; elsewhere these tests are reported as skipped. */
class ToolsTests {

    @TempDir
    private Path directory;

    @Test
    void composeReadsItsFile() throws Exception {
        assumeThat(works("docker", "compose", "version"))
                .as("docker compose is installed")
                .isTrue();

        assertThat(output("docker", "compose", "--file", "compose.yaml", "config", "--quiet"))
                .isEmpty();
    }

    @Test
    void theDockerfileHasNoMistakeThatItsLanguageServerKnows() throws Exception {
        assumeThat(works("dockerfile-utils", "--help"))
                .as("dockerfile-utils is installed")
                .isTrue();

        assertThat(output("dockerfile-utils", "lint", "Dockerfile")).isBlank();
    }

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        assumeThat(works("shellcheck", "--version"))
                .as("shellcheck is installed")
                .isTrue();

        var scripts = scripts();

        assertThat(scripts).contains("deploy/image/prepare");
        assertThat(output(Stream.concat(Stream.of("shellcheck", "--external-sources"), scripts.stream())
                        .toArray(String[]::new)))
                .isEmpty();
    }

    private static List<String> scripts() throws IOException {
        try (var files = Files.walk(DeploymentFiles.path("deploy"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(HelmChart.FOLDER))
                    .filter(ToolsTests::isScript)
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean isScript(Path file) {
        return file.toString().endsWith(".sh")
                || DeploymentFiles.text(file.toString()).startsWith("#!/bin/sh");
    }

    @Test
    void systemdReadsItsUnit() throws Exception {
        assumeThat(works("systemd-analyze", "--version"))
                .as("systemd-analyze is installed")
                .isTrue();
        var unit = Files.writeString(
                directory.resolve("nuzantara.service"),
                DeploymentFiles.text("deploy/systemd/nuzantara.service").replace("/usr/bin/java", "/bin/sh"));

        assertThat(output("systemd-analyze", "verify", unit.toString())).doesNotContain("nuzantara.service:");
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(() -> Arrays.toString(command) + " ends")
                .isTrue();
        assertThat(process.exitValue())
                .as(() -> List.of(command) + "\n" + output)
                .isZero();
        return output;
    }
}
