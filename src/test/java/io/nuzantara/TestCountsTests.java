package io.nuzantara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.json.JsonMapper;

class TestCountsTests {

    @TempDir
    private Path target;

    /** A build with one test of each kind. */
    static class Sample {

        @Test
        void works() {}

        @Test
        void breaks() {
            throw new IllegalStateException("on purpose");
        }

        @Test
        @Disabled("to be counted")
        void isLeftOut() {}
    }

    private Path classes() {
        return target.resolve("classes");
    }

    private Path file() {
        return classes().resolve("META-INF/nuzantara/tests.json");
    }

    private void execute(boolean whole) {
        execute("today", whole);
    }

    private void execute(String build, boolean whole) {
        var launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new TestCounts(file().toString(), build, whole))
                .build());
        launcher.execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Sample.class))
                .build());
    }

    @Test
    void theCountsOfAWholeBuildAreWrittenWithItsCommit() throws IOException {
        Files.createDirectories(classes().resolve("META-INF"));
        Files.writeString(classes().resolve("META-INF/build-info.properties"), "build.commit=0123abc\n");

        execute(true);

        var counts = JsonMapper.shared().readTree(Files.readString(file()));
        assertThat(counts.path("commit").asString("")).isEqualTo("0123abc");
        assertThat(counts.path("tests").asInt()).isEqualTo(2);
        assertThat(counts.path("failures").asInt()).isEqualTo(1);
        assertThat(counts.path("skipped").asInt()).isEqualTo(1);
    }

    @Test
    void theJvmsOfOneBuildAddTheirsUpAndAnotherBuildBeginsAnew() throws IOException {
        execute("today", true);
        execute("today", true);
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(file()))
                        .path("tests")
                        .asInt())
                .isEqualTo(4);

        execute("tomorrow", true);

        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(file()))
                        .path("tests")
                        .asInt())
                .isEqualTo(2);
    }

    /** The matrix reads the file while other tests end. */
    @Test
    void whoReadsMeanwhileReadsWholeCounts() throws Exception {
        execute(true);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var writing = threads.submit(() -> IntStream.range(0, 50).forEach(_ -> execute(true)));
            while (!writing.isDone()) {
                assertThat(JsonMapper.shared()
                                .readTree(Files.readString(file()))
                                .path("tests")
                                .asInt())
                        .isPositive();
            }
            writing.get();
        }
        assertThat(classes().resolve("META-INF/nuzantara")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aPartOfTheTestsIsNoProof() {
        execute(false);

        assertThat(file()).doesNotExist();
    }
}
