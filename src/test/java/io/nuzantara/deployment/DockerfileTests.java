package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTests {

    private static final Pattern SOURCE = Pattern.compile("source=([^,]+)");

    private final Dockerfile file = Dockerfile.parse(DeploymentFiles.text("Dockerfile"));

    @Test
    void ourImageKeepsToTheRules() {
        assertThat(DockerfileRules.violations(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM eclipse-temurin:latest | the base image eclipse-temurin:latest has no exact version",
                "FROM eclipse-temurin | the base image eclipse-temurin has no exact version",
                "ARG JRE_IMAGE=eclipse-temurin:25-jre | the base image eclipse-temurin:25-jre has no exact version",
                "ENV ANTHROPIC_API_KEY=x | ANTHROPIC_API_KEY would be readable in the image",
                "ARG NUZANTARA_SERVICE_TOKEN | NUZANTARA_SERVICE_TOKEN would be readable in the image",
                "ADD https://example.com/a.jar /app/ | ADD https://example.com/a.jar /app/: COPY takes files, and nothing is fetched unchecked",
                "USER nuzantara | the user is no number, or root",
                "USER 0 | the user is no number, or root",
                "CMD up | CMD starts a shell that takes the signals",
                "ENTRYPOINT java -jar /app/nuzantara.jar | ENTRYPOINT starts a shell that takes the signals",
                "HEALTHCHECK CMD curl -f http://localhost/ | HEALTHCHECK starts a shell that takes the signals"
            })
    void whatIsForbiddenIsFound(String line, String sentence) {
        var last = line.startsWith("ARG JRE") || line.startsWith("FROM");
        var text = DeploymentFiles.text("Dockerfile");
        var changed = Dockerfile.parse(last ? line + "\nFROM ${JRE_IMAGE}\n" + text : text + line + "\n");

        assertThat(DockerfileRules.violations(changed)).containsExactly(sentence);
    }

    @ParameterizedTest
    @CsvSource({"USER", "HEALTHCHECK", "ENTRYPOINT", "CMD", "LABEL", "STOPSIGNAL"})
    void whatIsMissingIsFound(String keyword) {
        var without = new Dockerfile(file.instructions().stream()
                .filter(instruction -> !instruction.is(keyword))
                .toList());

        assertThat(DockerfileRules.violations(without)).hasSize(1);
    }

    @Test
    void itHoldsTheJavaTheProgramIsBuiltFor() {
        var version = DeploymentFiles.pom("java.version");

        assertThat(file.argument("JRE_IMAGE"))
                .startsWith("eclipse-temurin:" + version + ".")
                .contains("-jre-");
        assertThat(file.argument("JDK_IMAGE"))
                .isEqualTo(file.argument("JRE_IMAGE").replace("-jre-", "-jdk-"));
    }

    @Test
    void itRunsAsAUserThatOwnsItsDataAndNothingElse() {
        assertThat(file.last("USER").text()).isEqualTo(DeploymentFiles.USER + ":" + DeploymentFiles.USER);
        assertThat(file.last("ENV").assignments()).containsEntry("NUZANTARA_DATA_DIR", "/data");
        assertThat(file.last("VOLUME").exec()).containsExactly("/data");
        assertThat(file.last("STOPSIGNAL").text()).isEqualTo("SIGTERM");
        assertThat(file.all("RUN").map(Instruction::text))
                .anySatisfy(
                        run -> assertThat(run).contains("--uid 10001", "install -d -o 10001 -g 10001 -m 0700 /data"))
                .anySatisfy(run -> assertThat(run).contains("setpriv --reuid=10001", "chown -R root:root /app"));
    }

    @Test
    void itStartsTheWayTheTrainingDid() {
        assertThat(file.last("ENTRYPOINT").exec())
                .containsExactly("java", "@/app/jvm.args", "-jar", "/app/nuzantara.jar");
        assertThat(file.last("CMD").exec()).containsExactly("up");
        assertThat(file.all("RUN").map(Instruction::text))
                .anyMatch(run -> run.contains("sh /tmp/image/prepare /tmp/nuzantara.jar /app"));
    }

    @Test
    void theHealthCheckIsAClassOfTheJarAndLeavesTimeForTheNextOne() throws ReflectiveOperationException {
        var check = file.last("HEALTHCHECK");

        assertThat(check.exec()).startsWith("java").containsSequence("-cp", "/app/nuzantara.jar");
        assertThat(Class.forName(check.exec().getLast()).getMethod("main", String[].class))
                .isNotNull();
        assertThat(seconds(check, "interval")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(60));
        assertThat(seconds(check, "timeout")).isLessThan(seconds(check, "interval"));
    }

    private static Duration seconds(Instruction check, String flag) {
        return Duration.parse("PT" + check.flags().get(flag));
    }

    @Test
    void itsLabelsSayWhatItWasBuiltFrom() {
        assertThat(file.last("LABEL").assignments())
                .containsAllEntriesOf(Map.of(
                        "org.opencontainers.image.revision", "${REVISION}",
                        "org.opencontainers.image.version", "${VERSION}",
                        "org.opencontainers.image.licenses", "Apache-2.0"));
        assertThat(file.argument("REVISION")).isEmpty();
    }

    @Test
    void theJarIsToldWhatItIsBuiltFrom() {
        assertThat(file.all("RUN").map(Instruction::text))
                .anyMatch(run -> run.contains("-Drevision=\"${REVISION}\" -Dtag=\"${TAG}\" package"));
        assertThat(file.argument("TAG")).isEmpty();
    }

    /** The label and the jar cannot say different versions: the build of the jar compares them. */
    @Test
    void theVersionOfTheLabelIsThatOfTheJar() {
        assertThat(file.all("RUN").map(Instruction::text))
                .anyMatch(run -> run.contains("-Dimage.version=\"${VERSION}\"") && run.endsWith("package"));
        assertThat(file.all("ARG").filter(argument -> argument.assignments().containsKey("VERSION")))
                .as("in both stages")
                .hasSize(2);
        assertThat(DeploymentFiles.text("pom.xml"))
                .containsPattern(
                        "(?s)<fail [^>]*>.*<equals arg1=\"\\$\\{image.version}\" arg2=\"\\$\\{project.version}\"/>.*</fail>");
    }

    @Test
    void itSaysWhichPortsTheRolesListenOn() {
        assertThat(file.last("EXPOSE").words()).containsExactly("8000", "8001", "8080", "8081");
    }

    @Test
    void whatItCopiesIsThereAndNotIgnored() {
        var copied = Stream.concat(
                        file.all("COPY")
                                .filter(copy -> !copy.flags().containsKey("from"))
                                .flatMap(copy ->
                                        copy.words().subList(0, copy.words().size() - 1).stream()),
                        boundFromHere())
                .collect(Collectors.toSet());

        assertThat(copied).contains("pom.xml", "src", "deploy/image");
        assertThat(copied)
                .allSatisfy(path -> assertThat(DeploymentFiles.path(path)).exists());
        assertThat(kept())
                .allSatisfy(path -> assertThat(DeploymentFiles.path(path)).exists());
        assertThat(copied).allMatch(path -> kept().stream().anyMatch(kept -> (kept + "/").startsWith(path + "/")));
    }

    private Stream<String> boundFromHere() {
        return file.all("RUN")
                .flatMap(run -> run.flags().getOrDefault("mount", "").lines())
                .filter(mount -> mount.startsWith("type=bind") && !mount.contains("from="))
                .map(mount -> SOURCE.matcher(mount)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
    }

    /** Of everything here only this reaches the builder. */
    private static List<String> kept() {
        var lines = DeploymentFiles.text(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines.getFirst()).isEqualTo("*");
        return lines.stream().skip(1).map(line -> line.substring(1)).toList();
    }

    @Test
    void noSecretReachesTheBuilder() {
        assertThat(DeploymentFiles.text(".gitignore").lines()).contains("/secrets/");
        assertThat(kept()).doesNotContain("secrets", ".env", ".git");
    }
}
