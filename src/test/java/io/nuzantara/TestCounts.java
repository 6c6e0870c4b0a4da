package io.nuzantara;

import io.nuzantara.build.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the tests of a whole build and writes the counts into what is being built, with the commit they belong to. A part of
 * the tests ({@code -Dtest=...}) proves nothing about the whole and is not written down.
 */
public class TestCounts implements TestExecutionListener {

    private final @Nullable String file;
    private final boolean whole;
    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    public TestCounts() {
        this(System.getProperty("nuzantara.tests.file"), System.getProperty("test") == null);
    }

    TestCounts(@Nullable String file, boolean whole) {
        this.file = file;
        this.whole = whole;
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

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (file != null && whole && tests.get() > 0) {
            write(Path.of(file));
        }
    }

    private void write(Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(
                    target,
                    JsonMapper.shared()
                            .writeValueAsString(Map.of(
                                    "commit",
                                            commit(target.resolveSibling("../build-info.properties")
                                                    .normalize()),
                                    "tests", tests.get(),
                                    "failures", failures.get(),
                                    "skipped", skipped.get())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
