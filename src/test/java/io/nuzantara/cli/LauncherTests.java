package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The launcher under every shell of this machine. */
class LauncherTests {

    @TempDir
    private Path directory;

    private LauncherProject project;

    static Stream<String> shells() {
        return Stream.of("dash", "bash", "busybox sh")
                .filter(shell -> Files.isExecutable(Path.of("/bin", shell.split(" ", -1)[0])));
    }

    @BeforeEach
    void makeProject() throws IOException {
        project = new LauncherProject(directory);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void anOldJavaHomeGivesWayToAFolderWithANewOne(String shell) throws Exception {
        var right = LauncherProject.jdk(project.folders.resolve("temurin-25"), "25.0.3");
        project.with("JAVA_HOME", LauncherProject.jdk(directory.resolve("old"), "17.0.12"));

        var ended = project.run(shell, "status", "two words");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("java " + right.resolve("bin/java"))
                .contains("argument --enable-native-access=ALL-UNNAMED")
                .contains("argument " + project.root.resolve("target/app/nuzantara-1.jar"))
                .endsWith("argument status\nargument two words\n");
        assertThat(project.builds()).containsExactly(right + " -q -Dmaven.test.skip=true package");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void withoutANewJavaItSaysWhatIsNeededAndWhatWasThere(String shell) throws Exception {
        var old = LauncherProject.jdk(directory.resolve("old"), "17.0.12");
        LauncherProject.jdk(project.folders.resolve("java-8"), "1.8.0_412");
        project.with("JAVA_HOME", old);

        var ended = project.run(shell, "up");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSizeLessThanOrEqualTo(8);
        assertThat(ended.err())
                .contains("Nuzantara needs Java 25 or newer")
                .contains("JAVA_HOME is 17.0.12: " + old)
                .contains("java on PATH is 17.0.12: ")
                .contains("found 1.8.0_412: ")
                .contains("NUZANTARA_JAVA_HOME")
                .contains("apt-get install openjdk-25-jdk")
                .contains("container image");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void ofSeveralNewOnesInFoldersTheLowestIsTaken(String shell) throws Exception {
        LauncherProject.jdk(project.folders.resolve("a-27"), "27");
        LauncherProject.jdk(
                Files.createDirectories(project.home.resolve(".jdks")).resolve("b"), "26.0.1");
        var lowest = LauncherProject.jdk(
                Files.createDirectories(project.home.resolve(".sdkman/candidates/java"))
                        .resolve("c 25"),
                "25-ea");

        assertThat(project.run(shell, "status").out()).contains("java " + lowest.resolve("bin/java"));
    }

    @ParameterizedTest
    @CsvSource({"25.0.3, 0", "25-ea, 0", "26+1, 0", "1.8.0_412, 3", "24.0.2, 3", "nonsense, 3"})
    void theVersionIsTheDigitsBeforeTheFirstDot(String version, int code) throws Exception {
        project.with("NUZANTARA_JAVA_HOME", LauncherProject.jdk(directory.resolve("given"), version));

        assertThat(project.run("sh", "status").code()).isEqualTo(code);
    }

    @Test
    void ourOwnVariableWinsOverEverythingElse() throws Exception {
        var ours = LauncherProject.jdk(directory.resolve("ours and spaces"), "26");
        project.path(LauncherProject.jdk(directory.resolve("path25"), "25"));
        project.with("JAVA_HOME", LauncherProject.jdk(directory.resolve("home25"), "25"))
                .with("NUZANTARA_JAVA_HOME", ours);

        assertThat(project.run("sh", "status").out()).contains("java " + ours.resolve("bin/java"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void linksThatLeadNowhereAreSkipped(String shell) throws Exception {
        Files.createSymbolicLink(project.folders.resolve("a-dangling"), directory.resolve("gone"));
        project.path(directory.resolve("gone"));
        var right = LauncherProject.jdk(project.folders.resolve("b"), "25");

        assertThat(project.run(shell, "status").out()).contains("java " + right.resolve("bin/java"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aVariablePointingNowhereIsNamedAndSkipped(String shell) throws Exception {
        var right = LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.with("JAVA_HOME", "/no where");

        var told = project.run(shell, "status");
        var silent = project.run(shell, "status", "--json");

        assertThat(told.out()).contains("java " + right.resolve("bin/java"));
        assertThat(told.err()).contains("JAVA_HOME is set to /no where, where there is no Java");
        assertThat(silent.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aRuntimeIsEnoughToStartButNotToBuild(String shell) throws Exception {
        var runtime = LauncherProject.jre(directory.resolve("jre"), "25.0.3");
        project.with("NUZANTARA_JAVA_HOME", runtime);

        var refused = project.run(shell, "status");
        Files.createDirectories(project.root.resolve("target/app"));
        Files.writeString(project.root.resolve("target/app/nuzantara-7.jar"), "built elsewhere");
        var started = project.run(shell, "status");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("Building Nuzantara needs a JDK 25; only a Java runtime without the compiler");
        assertThat(started.out())
                .contains("java " + runtime.resolve("bin/java"))
                .contains("nuzantara-7.jar");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void itBuildsOnceForEachChange(String shell) throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");

        project.run(shell, "status");
        project.run(shell, "status");
        assertThat(project.builds()).hasSize(1);

        touch("src/main/Some.java");
        project.run(shell, "status");
        project.run(shell, "status");
        assertThat(project.builds()).hasSize(2);
        assertThat(project.copies()).containsExactly("nuzantara-1.jar", "nuzantara-2.jar");
    }

    @Test
    void threeCopiesAreKeptAndTheNewestIsStarted() throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        Files.createDirectories(project.root.resolve("target/app"));
        for (var number : new int[] {8, 9, 10}) {
            var copy = Files.writeString(project.root.resolve("target/app/nuzantara-" + number + ".jar"), "");
            Files.setLastModifiedTime(copy, FileTime.from(Instant.EPOCH));
        }

        var ended = project.run("sh", "status");

        assertThat(ended.out()).contains("nuzantara-11.jar");
        assertThat(project.copies()).containsExactly("nuzantara-10.jar", "nuzantara-11.jar", "nuzantara-9.jar");
    }

    /** Far enough ahead that a build of this moment cannot have the same time. */
    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(
                project.root.resolve(file), FileTime.from(Instant.now().plusMillis(20)));
    }

    @Test
    void aFailingBuildShowsItsOutputAndStartsNothing() throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.maven("echo 'cannot find symbol'; exit 1");

        var ended = project.run("sh", "status");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("cannot find symbol").contains("The build failed");
        assertThat(project.root.resolve("target/.building")).doesNotExist();
    }

    @Test
    void anOldMavenGivesWayToTheWrapper() throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.withoutMaven();

        assertThat(project.run("sh", "status").code()).isZero();
        assertThat(project.builds()).containsExactly("wrapper -q -Dmaven.test.skip=true package");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theSecondOfTwoWaitsForTheBuildOfTheFirst(String shell) throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.maven("mkdir -p target && sleep 1 && echo built >target/nuzantara.jar");

        var first = project.start(shell, "status");
        var second = project.start(shell, "status");

        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue() + second.exitValue()).isZero();
        assertThat(project.builds()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theLockOfADeadLauncherIsTakenOver(String shell) throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(project.root.resolve("target/.building"));
        Files.writeString(project.root.resolve("target/.building/pid"), gone.pid() + "\n");

        assertThat(project.run(shell, "status").code()).isZero();
        assertThat(project.builds()).hasSize(1);
    }

    @Test
    void buildingCanBeSwitchedOff() throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.with("NUZANTARA_NO_BUILD", "1");

        var ended = project.run("sh", "status");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("unset NUZANTARA_NO_BUILD");
        assertThat(project.builds()).isEmpty();
    }

    @Test
    void anUnpackedReleaseStartsTheJarBesideTheLauncher() throws Exception {
        LauncherProject.jre(project.folders.resolve("b"), "25");
        Files.delete(project.root.resolve("src/main/Some.java"));
        Files.delete(project.root.resolve("src/main"));
        Files.delete(project.root.resolve("src"));
        Files.writeString(project.root.resolve("nuzantara.jar"), "released");

        assertThat(project.run("sh", "status").out()).contains("argument " + project.root.resolve("nuzantara.jar"));
        assertThat(project.run("sh", "test").err()).contains("needs the source tree");
        assertThat(project.builds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"up, false", "demo, false", "preflight, false", "status, true", "up --help, true", "demo --exit, false"
    })
    void onlyCommandsThatEndSoonGoWithoutTheOptimisingCompiler(String command, boolean quick) throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");

        var out = project.run("sh", command.split(" ", -1)).out();

        assertThat(out.contains("argument -XX:TieredStopAtLevel=1")).isEqualTo(quick);
    }

    @Test
    void testIsTheWholeVerificationWithTheChosenJdk() throws Exception {
        var jdk = LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.maven("echo tests ran; exit 1");

        var ended = project.run("sh", "test", "-Dtest=Some*");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("tests ran");
        assertThat(project.builds()).containsExactly(jdk + " verify -Dtest=Some*");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void benchRunsItsSuiteWithTheTestClasses(String shell) throws Exception {
        LauncherProject.jdk(project.folders.resolve("b"), "25");
        project.maven("mkdir -p target && echo /libs/a.jar:/libs/b.jar >target/bench.classpath");

        var ended = project.run(shell, "bench", "scoring", "--out", "a b");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("argument %1$s/target/test-classes:%1$s/target/classes:/libs/a.jar:/libs/b.jar"
                        .formatted(project.root))
                .endsWith("argument io.nuzantara.benchmark.Bench\nargument scoring\nargument --out\nargument a b\n");
        assertThat(project.builds().getFirst()).endsWith("-q -Pbench -DskipTests test-compile");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aSignalReachesTheProgram(String shell) throws Exception {
        var jdk = LauncherProject.jdk(project.folders.resolve("b"), "25");
        LauncherProject.java(jdk, "trap 'echo stopped; exit 143' TERM\necho ready\nwhile :; do sleep 0.1; done");

        var process = project.start(shell, "up");
        var out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("ready");
        process.toHandle().destroy();

        assertThat(out.readLine()).isEqualTo("stopped");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void aBuildBesideARunningServiceLeavesItItsClasses() throws Exception {
        var jdk = Path.of(System.getProperty("java.home"));
        Assumptions.assumeTrue(Files.isExecutable(jdk.resolve("bin/javac")), "needs the javac of a JDK");
        project.with("NUZANTARA_JAVA_HOME", jdk);
        var jar = AnsweringProgram.jar(directory);
        project.maven("mkdir -p target && cat '%s' >target/nuzantara.jar".formatted(jar));

        var service = project.start("sh", "up");
        var answers = service.inputReader();
        assertThat(answers.readLine()).isEqualTo("ready");
        touch("pom.xml");
        project.maven("echo nothing usable >target/nuzantara.jar; : >target/nuzantara.jar");
        project.run("sh", "status");
        service.outputWriter().append("question\n").close();

        assertThat(project.builds()).hasSize(2);
        assertThat(answers.readLine()).isEqualTo("answered by a class loaded late");
        assertThat(service.waitFor()).isZero();
    }

    @Test
    void theLauncherIsCleanForShellcheck() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")), "shellcheck is not installed");

        var check = new ProcessBuilder("/usr/bin/shellcheck", "nuzantara", ".ci/run")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
