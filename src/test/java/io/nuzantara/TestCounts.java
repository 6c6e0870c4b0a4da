package io.nuzantara;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.nuzantara.build.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the tests of a whole build and writes the counts into what is being built, with the commit they belong to; several JVMs
 * that test at the same time add theirs up. A part of the tests ({@code -Dtest=...}) proves nothing about the whole and is not
 * written down.
 */
public class TestCounts implements TestExecutionListener {

    private final @Nullable String file;
    private final String build;
    private final boolean whole;
    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    public TestCounts() {
        this(
                System.getProperty("nuzantara.tests.file"),
                System.getProperty("nuzantara.tests.build", ""),
                System.getProperty("test") == null);
    }

    /** @param build what the JVMs of one build have in common */
    TestCounts(@Nullable String file, String build, boolean whole) {
        this.file = file;
        this.build = build;
        this.whole = whole;
    }

    private record Counts(String commit, String build, int tests, int failures, int skipped) {
        Counts plus(Counts more) {
            return new Counts(commit, build, tests + more.tests, failures + more.failures, skipped + more.skipped);
        }

        boolean isOfBuildOf(Counts other) {
            return commit.equals(other.commit) && build.equals(other.build);
        }
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isTest()) {
            tests.incrementAndGet();
        }
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures.incrementAndGet();
        }
        if (result.getStatus() == TestExecutionResult.Status.ABORTED && identifier.isTest()) {
            skipped.incrementAndGet();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        skipped.incrementAndGet();
    }

    /** A JVM may execute one plan after the other: each is added once. */
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (file != null && whole && tests.get() > 0) {
            add(Path.of(file));
        }
    }

    private void add(Path target) {
        try {
            Files.createDirectories(target.getParent());
            try (var channel = FileChannel.open(lockOf(target), CREATE, WRITE);
                    var _ = channel.lock()) {
                var more = counted(target);
                var sum = written(target)
                        .filter(more::isOfBuildOf)
                        .map(more::plus)
                        .orElse(more);
                replace(target, JsonMapper.shared().writeValueAsBytes(sum));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside the classes, where nothing is packed: {@code tests.json} itself is replaced at once, since tests read it meanwhile. */
    private static Path lockOf(Path target) {
        return target.resolveSibling("../../../tests.lock").normalize();
    }

    private static void replace(Path target, byte[] content) throws IOException {
        var part = Files.write(lockOf(target).resolveSibling("tests.json.part"), content);
        Files.move(part, target, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private Counts counted(Path target) throws IOException {
        var commit = commit(target.resolveSibling("../build-info.properties").normalize());
        return new Counts(commit, build, tests.getAndSet(0), failures.getAndSet(0), skipped.getAndSet(0));
    }

    private static Optional<Counts> written(Path target) throws IOException {
        return Files.exists(target) && Files.size(target) > 0
                ? Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(target), Counts.class))
                : Optional.empty();
    }

    private static String commit(Path buildInfo) throws IOException {
        var properties = new Properties();
        if (Files.exists(buildInfo)) {
            try (var content = Files.newInputStream(buildInfo)) {
                properties.load(content);
            }
        }
        return properties.getProperty("build.commit", Build.UNKNOWN);
    }
}
