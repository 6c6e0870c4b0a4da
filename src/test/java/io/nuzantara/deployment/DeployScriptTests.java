package io.nuzantara.deployment;

import static io.nuzantara.deployment.Rehearsal.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deploy script with tools that note what they are told; whatever a test does, its calls are looked at afterwards. */
class DeployScriptTests {

    /** Subcommands and flags that exist, from the documentation of each tool; there is no {@code fly releases rollback}. */
    private static final Set<String> FLY = Set.of(
            "secrets import --stage --app",
            "secrets list --app --json",
            "releases --app --image --json",
            "console --app --config --image --command --env",
            "ssh console --app --quiet --command",
            "deploy --app --config --image --yes --env --ha=false --skip-release-command",
            "logs --app --no-tail");

    private static final Set<String> HELM = Set.of(
            "upgrade --install --values --set --wait --timeout --reuse-values",
            "rollback --wait --timeout",
            "template --show-only --set --values",
            "history --output",
            "get values --revision --output");
    private static final Set<String> KUBECTL = Set.of(
            "get secret --output",
            "get deployment --ignore-not-found --output",
            "run --rm --attach --quiet --restart --image --override-type --overrides",
            "exec",
            "rollout status --timeout",
            "logs --tail");
    private static final Set<String> DOCKER = Set.of(
            "pull --quiet",
            "image inspect --format",
            "inspect --format",
            "compose up --detach --wait --no-deps --wait-timeout",
            "compose run --rm --no-deps -T",
            "compose config --no-interpolate",
            "compose ps --all --quiet",
            "compose logs --no-color --tail");

    private static final String RED = """
            PASS  code      release
            FAIL  database  2 migrations are missing
                  -> ./nuzantara up --migrate-only
            WARN  disk      nearly full
            """;

    @TempDir
    private Path directory;

    private Rehearsal rehearsal;

    static Stream<String> shells() {
        return Stream.of("dash", "bash", "busybox sh")
                .filter(shell -> Files.isExecutable(Path.of("/bin", shell.split(" ", -1)[0])));
    }

    @BeforeEach
    void makeCheckout() throws IOException {
        rehearsal = new Rehearsal(directory);
    }

    @AfterEach
    void noCallIsUnknownAndNoneShowsASecret() {
        assertThat(rehearsal.calls()).allSatisfy(call -> {
            assertThat(call).noneMatch(argument -> argument.contains(Rehearsal.SECRET));
            switch (call.getFirst()) {
                case "fly" -> assertKnown(call, FLY);
                case "helm" -> assertKnown(call, HELM);
                case "kubectl" -> assertKnown(call, KUBECTL);
                case "docker" -> assertKnown(call, DOCKER);
                default -> assertThat(call.getFirst()).isIn("git", "nuzantara");
            }
        });
    }

    /** The words of one line of the list: first all of the subcommand, then only flags of its own. */
    private static void assertKnown(List<String> call, Set<String> known) {
        assertThat(known).as(String.join(" ", call)).anyMatch(line -> isOf(call, List.of(line.split(" "))));
    }

    private static boolean isOf(List<String> call, List<String> line) {
        var own = call.stream().skip(1).takeWhile(word -> !isProgram(word)).toList();
        var words = line.stream().filter(word -> !word.startsWith("-")).toList();
        var flags = own.stream().filter(word -> word.startsWith("-")).toList();
        return own.containsAll(words) && own.getFirst().equals(words.getFirst()) && line.containsAll(flags);
    }

    /** What follows is for the program in the container. */
    private static boolean isProgram(String word) {
        return List.of("--", "agents", "orchestrator").contains(word);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void onFlyTheAgentsAreDeployedFirstAndTheOrchestratorSecond(String shell) throws Exception {
        var ended = fly(shell, "--env", "production", "--yes", "--env-files", "variables");

        assertThat(ended.code()).as(ended.out()).isZero();
        assertOrder(
                List.of("docker pull", IMAGE),
                List.of("fly secrets import", "nuzantara-rag"),
                List.of("fly console", "nuzantara-rag", "preflight --profile production"),
                List.of("fly deploy", "nuzantara-rag", IMAGE),
                List.of("nuzantara status --json"),
                List.of("fly console", "nuzantara-backend", "preflight --profile production"),
                List.of("fly deploy", "nuzantara-backend", IMAGE),
                List.of("nuzantara run knowledge-graph-builder --days-back 30 --init-schema --wait"),
                List.of("nuzantara validate --stage now --wait 5m --expect 1.2.3"));
        assertThat(rehearsal.stdin()).contains("DATABASE_URL=").doesNotContain("# of a test");
        assertThat(ended.out())
                .contains("validate --stage 1h", "validate --stage 24h", "validate --stage 48h")
                .contains("https://nuzantara.example/readiness");
    }

    @Test
    void aSecondCallDoesNothingTwice() throws Exception {
        fly("sh");

        var again = fly("sh");

        assertThat(again.code()).as(again.out()).isZero();
        assertThat(rehearsal.calls("fly deploy")).hasSize(2);
        assertThat(rehearsal.calls("backup")).isEmpty();
        assertThat(rehearsal.calls("knowledge-graph-builder", "--init-schema")).hasSize(1);
        assertThat(rehearsal.calls("nuzantara validate")).hasSize(2);
    }

    @Test
    void anotherVersionIsBackedUpBeforeAnythingChanges() throws Exception {
        fly("sh");
        var ended = rehearsal.run("sh", "fly", "--image", "registry.example/nuzantara:1.3.0");

        assertThat(ended.code()).as(ended.out()).isEqualTo(0);
        assertThat(rehearsal.position("backup --to -")).isLessThan(rehearsal.position("fly deploy", "1.3.0"));
        try (var backups = Files.list(directory.resolve(".local/state/nuzantara/backups"))) {
            assertThat(backups)
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().isEqualTo("zip\n"));
        }
    }

    @Test
    void aBackupThatFailsLeavesNoFileAndEndsTheDeployment() throws Exception {
        fly("sh");
        rehearsal.failing("backup --to -");

        var ended = rehearsal.run("sh", "fly", "--image", "registry.example/nuzantara:1.3.0");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("Step 4");
        assertThat(rehearsal.calls("fly deploy", "1.3.0")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whenTheAgentsFailTheOrchestratorKeepsItsVersion(String shell) throws Exception {
        fly(shell);
        rehearsal.failing("deploy .*nuzantara-rag-staging .*1.3.0");
        rehearsal.write("preflight", RED);

        var ended = rehearsal.run(shell, "fly", "--image", "registry.example/nuzantara:1.3.0", "--from", "5");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("Step 5 (agents) failed")
                .contains(
                        "Not ready:\nFAIL  database  2 migrations are missing\n      -> ./nuzantara up --migrate-only\nThe last")
                .contains("the last words of nuzantara-rag-staging")
                .contains("--from 5")
                .doesNotContain(Rehearsal.SECRET);
        assertThat(rehearsal.calls("fly deploy", "nuzantara-backend", "1.3.0")).isEmpty();
    }

    @Test
    void aRedRowOfTheMatrixEndsTheDeploymentBeforeAnythingChanges() throws Exception {
        rehearsal.write("preflight", "PASS  code         release\nFAIL  environment  DATABASE_URL cannot be read\n");

        var ended = fly("sh");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("Step 3")
                .contains("Not ready:\nFAIL  environment  DATABASE_URL cannot be read");
        assertThat(rehearsal.calls("fly deploy")).isEmpty();
    }

    @Test
    void aVersionThatNeverAnswersIsNotFollowedByItsOrchestrator() throws Exception {
        rehearsal.failing("deploy .*nuzantara-backend");

        var ended = fly("sh");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("Step 7 (orchestrator) failed")
                .contains("the last words of nuzantara-backend-staging");
        assertThat(rehearsal.calls("nuzantara validate")).isEmpty();
    }

    /** What cannot be asked is no first deployment: that one would get no backup. */
    @ParameterizedTest
    @CsvSource({"fly,fly releases", "compose,compose ps", "compose,docker inspect", "helm,get deployment"})
    void aToolThatDoesNotTellWhatRunsEndsTheDeployment(String target, String call) throws Exception {
        deploy(target, IMAGE);
        var before =
                rehearsal.calls("deploy").size() + rehearsal.calls("upgrade").size();
        rehearsal.failing(call);

        var ended = deploy(target, "registry.example/nuzantara:1.3.0");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("Step 4", "does not tell what runs as", "that went wrong");
        assertThat(rehearsal.calls("--no-deps --wait", "1.3.0")).isEmpty();
        assertThat(rehearsal.calls("helm upgrade", "1.3.0")).isEmpty();
        assertThat(rehearsal.calls("fly deploy", "1.3.0")).isEmpty();
        assertThat(before).isPositive();
    }

    @Test
    void whatGoesOnAfterAFailureIsTheCallAsItWas() throws Exception {
        rehearsal.failing("deploy .*nuzantara-rag");

        var ended = fly(
                "sh",
                "--env",
                "production",
                "--yes",
                "--env-files",
                "variables",
                "--skip-backup",
                "--from",
                "3",
                "--url",
                "https://it's.example");

        assertThat(ended.out())
                .endsWith(
                        "a checkout/deploy/deploy' fly --image " + IMAGE
                                + " --env production --yes --env-files variables --skip-backup --url 'https://it'\\''s.example' --from 5\n");
    }

    @Test
    void aFailureBeforeTheImageIsKnownStartsNothingOfIt() throws Exception {
        rehearsal.failing("docker pull");

        assertThat(fly("sh").out()).contains("Step 2").doesNotContain("Not ready");
        assertThat(rehearsal.calls("fly console")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fly", "compose", "helm"})
    void aDryRunPrintsEveryCommandAndDoesNothing(String target) throws Exception {
        var ended = rehearsal.run(
                "sh",
                target,
                "--image",
                IMAGE,
                "--dry-run",
                "--values",
                directory.resolve("values.yaml").toString());

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(rehearsal.calls().stream().filter(call -> !call.getFirst().equals("git")))
                .isEmpty();
        assertThat(ended.out())
                .contains("docker pull")
                .contains("preflight --profile production")
                .contains("validate --stage now")
                .contains("[10/10]");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void goingBackOnFlyTakesTheOrchestratorFirst(String shell) throws Exception {
        fly(shell);
        rehearsal.run(shell, "fly", "--image", "registry.example/nuzantara:1.3.0");

        var ended = rehearsal.run(shell, "fly", "--rollback");

        assertThat(ended.code()).as(ended.out()).isZero();
        var back = rehearsal.calls("fly deploy", IMAGE, "--skip-release-command");
        assertThat(back).hasSize(2);
        assertThat(back.getFirst()).contains("nuzantara-backend");
        assertThat(back.getLast()).contains("nuzantara-rag");
        assertThat(rehearsal.run(shell, "fly", "--rollback").code())
                .as("not forward again")
                .isEqualTo(1);
    }

    @Test
    void goingBackNeedsNoAddressAndAFailureOfItStartsNothing() throws Exception {
        fly("sh", "--env", "production", "--yes");
        rehearsal.run("sh", "fly", "--image", "registry.example/nuzantara:1.3.0", "--env", "production", "--yes");
        rehearsal.write("git-tag", "v1.3.0");
        var consoles = rehearsal.calls("fly console").size();
        rehearsal.without("NUZANTARA_URL");
        rehearsal.failing("deploy .*nuzantara-rag ");

        var ended = rehearsal.run(
                "sh", "fly", "--rollback", "--env", "production", "--yes", "--to", "registry.example/nuzantara:1.2.0");

        assertThat(ended.code()).as(ended.out()).isEqualTo(1);
        assertThat(ended.out())
                .endsWith("fly --rollback --env production --yes --to registry.example/nuzantara:1.2.0\n");
        assertThat(rehearsal.calls("fly deploy", "nuzantara-backend", "1.2.0")).hasSize(1);
        assertThat(rehearsal.calls("fly console")).hasSize(consoles);
    }

    /** Else the new orchestrator of staging would be proved against the agents of production. */
    @Test
    void whatIsAskedInStagingHasTheAddressesOfStaging() throws Exception {
        fly("sh");

        assertThat(rehearsal.calls("fly ", "nuzantara-backend-staging", "--image"))
                .filteredOn(call -> !call.contains("releases"))
                .hasSize(2)
                .allMatch(call -> call.contains("--env BACKEND_RAG_URL=http://nuzantara-rag-staging.internal:8000"));
        assertThat(rehearsal.calls("fly console", "--app nuzantara-rag-staging "))
                .allMatch(call -> call.contains("--env NUZANTARA_PUBLIC_URL=https://nuzantara.example"));
    }

    /** Fly makes two machines of an app with a service; a session of one is unknown to the other. */
    @Test
    void onFlyTheAgentsAreOneMachine() throws Exception {
        fly("sh");

        assertThat(rehearsal.calls("fly deploy", "--app nuzantara-rag-staging "))
                .singleElement()
                .asString()
                .contains("--ha=false");
    }

    @Test
    void composeStartsTheAgentsAndWaitsBeforeTheOrchestrator() throws Exception {
        var ended = rehearsal.run("sh", "compose", "--image", IMAGE);

        assertThat(ended.code()).as(ended.out()).isZero();
        assertOrder(
                List.of("docker compose", "up --detach --wait postgres"),
                List.of("docker compose", "agents preflight"),
                List.of("docker compose", "agents up --migrate-only --data /data/migration"),
                List.of("docker compose", "up --detach --no-deps --wait", "agents"),
                List.of("docker compose", "orchestrator preflight"),
                List.of("docker compose", "up --detach --no-deps --wait", "orchestrator"));
        assertThat(rehearsal.run("sh", "compose", "--image", IMAGE).code()).isZero();
        assertThat(rehearsal.calls("--no-deps --wait")).hasSize(2);
    }

    @Test
    void whatComposeStoppedIsStartedAgainAndWhatACommandLeftIsNoService() throws Exception {
        rehearsal.run("sh", "compose", "--image", IMAGE);
        rehearsal.write("compose-running", "false");
        rehearsal.write("killed-command", "");

        var ended = rehearsal.run("sh", "compose", "--image", IMAGE);

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(rehearsal.calls("--no-deps --wait")).hasSize(4);
        assertThat(rehearsal.calls("backup --to -")).as("it is not the first").hasSize(1);
    }

    @Test
    void goingBackWithComposeNeedsAnImageAndTakesTheOrchestratorFirst() throws Exception {
        rehearsal.run("sh", "compose", "--image", IMAGE);

        assertThat(rehearsal.run("sh", "compose", "--rollback").out()).contains("--to");
        var ended = rehearsal.run("sh", "compose", "--rollback", "--to", "registry.example/nuzantara:1.1.0");

        assertThat(ended.code()).as(ended.out()).isZero();
        var started = rehearsal.calls("--no-deps --wait");
        assertThat(started).hasSize(4);
        assertThat(started.get(2)).endsWith("orchestrator");
        assertThat(started.get(3)).endsWith("agents");
    }

    @Test
    void composeTakesAnImageOfThisMachineAndPullsOnlyWhatIsNotThere() throws Exception {
        assertThat(rehearsal.run("sh", "compose", "--image", IMAGE).code()).isZero();
        assertThat(rehearsal.calls("docker pull")).isEmpty();
        rehearsal.write("not-on-this-machine", "");

        var ended = rehearsal.run("sh", "compose", "--image", "registry.example/nuzantara:1.3.0");

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(rehearsal.calls("docker pull"))
                .containsExactly("docker pull --quiet registry.example/nuzantara:1.3.0");
    }

    /** Else the next plain {@code docker compose up} would start what was there before. */
    @ParameterizedTest
    @MethodSource("shells")
    void composeWritesDownWhatBothRolesRun(String shell) throws Exception {
        rehearsal.env("CRON_TIMEZONE=Asia/Makassar\nNUZANTARA_IMAGE=nuzantara:0.9.0\n# caf\u00e9\nAGENTS_PORT=8010");
        rehearsal.failing("up --detach --no-deps .*orchestrator");

        assertThat(rehearsal.run(shell, "compose", "--image", IMAGE).code()).isEqualTo(1);
        assertThat(rehearsal.env()).as("one role is not there yet").contains("NUZANTARA_IMAGE=nuzantara:0.9.0");

        rehearsal.failing("");
        assertThat(rehearsal.run(shell, "compose", "--image", IMAGE).code()).isZero();
        assertThat(rehearsal.env())
                .isEqualTo(
                        "CRON_TIMEZONE=Asia/Makassar\n# caf\u00e9\nAGENTS_PORT=8010\nNUZANTARA_IMAGE=" + IMAGE + "\n");

        assertThat(rehearsal
                        .run(shell, "compose", "--rollback", "--to", "nuzantara:0.9.0")
                        .code())
                .isZero();
        assertThat(rehearsal.env())
                .isEqualTo(
                        "CRON_TIMEZONE=Asia/Makassar\n# caf\u00e9\nAGENTS_PORT=8010\nNUZANTARA_IMAGE=nuzantara:0.9.0\n");
    }

    @Test
    void composeWritesDownWhatRunsWhereNothingWasWritten() throws Exception {
        rehearsal.run("sh", "compose", "--image", IMAGE, "--dry-run");
        assertThat(rehearsal.hasEnv()).as("after a dry run").isFalse();

        rehearsal.run("sh", "compose", "--image", IMAGE);

        assertThat(rehearsal.env()).isEqualTo("NUZANTARA_IMAGE=" + IMAGE + "\n");
    }

    @Test
    void onKubernetesTheOrchestratorKeepsItsImageUntilTheAgentsAreReady() throws Exception {
        helm("--image", IMAGE);
        var ended = helm("--image", "registry.example/nuzantara:1.3.0");

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(rehearsal.calls("helm upgrade"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("orchestrator.replicas=0"),
                        second -> assertThat(second).doesNotContain("orchestrator."),
                        third -> assertThat(third).contains("image.tag=1.3.0", "orchestrator.image=" + IMAGE),
                        fourth -> assertThat(fourth).contains("image.tag=1.3.0").doesNotContain("orchestrator."));
    }

    @Test
    void goingBackOnKubernetesTakesTheOrchestratorFirst() throws Exception {
        helm("--image", IMAGE);
        helm("--image", "registry.example/nuzantara:1.3.0");

        var ended = helm("--rollback");

        assertThat(ended.code()).as(ended.out()).isZero();
        assertOrder(
                List.of("helm upgrade", "--reuse-values", "orchestrator.image=" + IMAGE),
                List.of("helm rollback nuzantara 2"));
        assertThat(helm("--rollback").code()).as("not forward again").isEqualTo(1);
    }

    @Test
    void goingBackOnKubernetesPassesWhatNeverWorked() throws Exception {
        helm("--image", IMAGE);
        rehearsal.write("never-ready", "image.tag=1.3.0");
        helm("--image", "registry.example/nuzantara:1.3.0");
        rehearsal.write("never-ready", "960s --values .*image.tag=1.4.0");
        helm("--image", "registry.example/nuzantara:1.4.0");
        rehearsal.write("never-ready", "nothing");
        helm("--image", "registry.example/nuzantara:1.5.0");

        var ended = helm("--rollback");

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(rehearsal.calls("helm rollback")).containsExactly("helm rollback nuzantara 2 --wait --timeout 960s");
    }

    /** What the new image is asked in a pod beside the release, with all that the release's own pods get. */
    @Test
    void onKubernetesTheNewImageIsAskedInThePodOfTheChart() throws Exception {
        helm("--image", IMAGE);

        assertThat(rehearsal.calls("helm template", "check=agents", "image.tag=1.2.3", "mode=split"))
                .hasSize(1);
        assertThat(rehearsal.calls("kubectl run nuzantara-check-orchestrator", "{\"kind\":\"Pod\""))
                .hasSize(1);
    }

    @Test
    void productionIsACleanCheckoutOfTheTagOfTheImage() throws Exception {
        assertThat(fly("sh", "--env", "production").code()).as("without --yes").isEqualTo(2);
        rehearsal.write("git-status", " M pom.xml\n");
        assertThat(fly("sh", "--env", "production", "--yes").out())
                .contains("Step 1")
                .contains("not committed");
        rehearsal.write("git-status", "");
        rehearsal.write("git-tag", "v1.2.2");
        assertThat(fly("sh", "--env", "production", "--yes").out())
                .contains("The image is 1.2.3 and the checkout is v1.2.2");
        assertThat(rehearsal.calls("fly deploy")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void variablesAreReadWithoutTheirQuotesAndABadLineIsNotShown(String shell) throws Exception {
        var file = directory.resolve("role.env");

        Files.writeString(file, "# a comment\n\nONE=\"a b\"\nTWO='c=d'\nTHREE=e");
        assertThat(withVariables(shell, file, "sh", "-c", "echo $ONE,$TWO,$THREE"))
                .isEqualTo(new Rehearsal.Ended(0, "a b,c=d,e\n"));
        for (var line : List.of("A-KEY=", " A_KEY=", "A KEY=", "1KEY=", "=", "")) {
            Files.writeString(file, "ONE=1\n" + line + Rehearsal.SECRET + "\n");
            assertThat(withVariables(shell, file, "env"))
                    .isEqualTo(new Rehearsal.Ended(
                            3, "Line 2 of " + file + " is not NAME=VALUE; comments begin with #.\n"));
        }
    }

    private Rehearsal.Ended withVariables(String shell, Path file, String... command) throws Exception {
        var words = Stream.of(
                        Stream.of(shell.split(" ", -1)),
                        Stream.of("deploy/targets/with-variables", file.toString()),
                        Arrays.stream(command))
                .flatMap(part -> part)
                .toList();
        return Rehearsal.ended(new ProcessBuilder(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "azure", "fly --from 11 --image x", "fly --nonsense", "fly", "fly --image", "compose --stop"
            })
    void wrongUsageIsOneSentence(String arguments) throws Exception {
        var ended = rehearsal.run("sh", arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out().lines()).singleElement().asString().endsWith("See: deploy/deploy --help");
    }

    private Rehearsal.Ended deploy(String target, String image) throws Exception {
        return target.equals("helm") ? helm("--image", image) : rehearsal.run("sh", target, "--image", image);
    }

    private Rehearsal.Ended fly(String shell, String... more) throws Exception {
        var arguments = Stream.concat(Stream.of("fly", "--image", IMAGE), Arrays.stream(more))
                .toArray(String[]::new);
        return rehearsal.run(shell, arguments);
    }

    private Rehearsal.Ended helm(String... more) throws Exception {
        var arguments = Stream.concat(
                        Stream.of(
                                "helm",
                                "--values",
                                directory.resolve("values.yaml").toString()),
                        Arrays.stream(more))
                .toArray(String[]::new);
        return rehearsal.run("sh", arguments);
    }

    private void assertOrder(List<?>... calls) {
        var positions = Arrays.stream(calls)
                .map(words -> rehearsal.position(words.toArray(String[]::new)))
                .toList();
        assertThat(positions).isSorted().doesNotHaveDuplicates();
    }
}
