package io.nuzantara.readiness.check;

import io.nuzantara.build.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Whether the program was built with its tests, and what they said. */
final class TestsCheck implements Check {

    private static final String FILE = "META-INF/nuzantara/tests.json";
    private static final String FIX = "./nuzantara test";

    private final Build build;
    private final Optional<Counts> counts;

    TestsCheck(Build build, Optional<Counts> counts) {
        this.build = build;
        this.counts = counts;
    }

    /**
     * What the build wrote about its tests.
     *
     * @param commit of the source that was tested
     */
    record Counts(String commit, int tests, int failures, int skipped) {}

    static Optional<Counts> ofThisProgram() {
        var file = new ClassPathResource(FILE);
        if (!file.exists()) {
            return Optional.empty();
        }
        try (var content = file.getInputStream()) {
            return Optional.of(JsonMapper.shared().readValue(content, Counts.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String id() {
        return "tests";
    }

    @Override
    public Group group() {
        return Group.PROGRAM;
    }

    @Override
    public Verdict run() {
        return counts.filter(found -> found.commit().equals(build.commit()))
                .map(TestsCheck::told)
                .orElseGet(() -> new Verdict.Warn("It was built without its tests.", FIX));
    }

    private static Verdict told(Counts counts) {
        return counts.failures() > 0
                ? new Verdict.Fail(
                        "%d of %d tests failed when it was built.".formatted(counts.failures(), counts.tests()), FIX)
                : new Verdict.Pass("%d tests, 0 failures, %d skipped.".formatted(counts.tests(), counts.skipped()));
    }
}
