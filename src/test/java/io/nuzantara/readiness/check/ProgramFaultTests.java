package io.nuzantara.readiness.check;

import static io.nuzantara.readiness.check.Faults.fails;
import static io.nuzantara.readiness.check.Faults.passes;
import static io.nuzantara.readiness.check.Faults.warns;

import io.nuzantara.build.Build;
import io.nuzantara.readiness.check.TestsCheck.Counts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramFaultTests {

    private static final Build RELEASE = new Build("1.2.0", "0123abc", false, null);

    private static CodeCheck code(Build build) {
        return new CodeCheck(build, Optional::empty);
    }

    @Test
    void aReleaseOfACommitIsInOrder() {
        passes(code(RELEASE), "Release 1.2.0. Commit 0123abc.");
    }

    @Test
    void aSnapshotIsNoRelease() {
        warns(
                code(new Build("1.2.0-SNAPSHOT", "0123abc", false, null)),
                "1.2.0-SNAPSHOT is no release",
                "git checkout v");
    }

    @Test
    void changedFilesAreTold() {
        warns(code(new Build("1.2.0", "0123abc", true, null)), "changed files", "git commit");
        warns(code(new Build("1.2.0", Build.UNKNOWN, true, null)), "which commit", "git checkout v");
    }

    @Test
    void anAlteredNativeFileIsNamed() {
        fails(new CodeCheck(RELEASE, () -> Optional.of("onnxruntime")), "onnxruntime", "./nuzantara test");
    }

    @Test
    void theNativeFilesOfThisBuildAreThoseOfItsPartsList() {
        org.assertj.core.api.Assertions.assertThat(Natives.altered()).isEmpty();
    }

    @Test
    void everyPartOfThisProgramWorks() {
        passes(new DependenciesCheck(TestMachine.good(), Exercises.all(), true), "8 parts were used once and work");
    }

    @Test
    void aMissingPartIsNamed() {
        var broken = new Exercise("telephone numbers", () -> {
            throw new NoClassDefFoundError("com/google/i18n");
        });

        fails(
                new DependenciesCheck(TestMachine.good(), List.of(broken), true),
                "telephone numbers (NoClassDefFoundError)",
                "./nuzantara test");
    }

    @Test
    void anOldJavaIsNamed() {
        fails(
                new DependenciesCheck(TestMachine.good().withJava(21), List.of(), true),
                "Java 21 is too old",
                "NUZANTARA_JAVA_HOME");
    }

    @Test
    void withoutPostgresqlOfItsOwnADatabaseMustBeNamed() {
        fails(
                new DependenciesCheck(TestMachine.good(), List.of(), true, false),
                "No PostgreSQL for this kind of machine",
                "DATABASE_URL=");
        warns(
                new DependenciesCheck(TestMachine.good(), List.of(), false, false),
                "No PostgreSQL for this kind of machine",
                "DATABASE_URL");
    }

    @Test
    void testsThatBelongToTheBuildCount() {
        passes(
                new TestsCheck(RELEASE, Optional.of(new Counts("0123abc", 900, 0, 7))),
                "900 tests, 0 failures, 7 skipped");
    }

    @Test
    void aBuildWithoutItsTestsSaysSo() {
        warns(new TestsCheck(RELEASE, Optional.empty()), "without its tests", "./nuzantara test");
        warns(
                new TestsCheck(RELEASE, Optional.of(new Counts("fedcba9", 900, 0, 7))),
                "without its tests",
                "./nuzantara test");
    }

    @Test
    void failedTestsAreTold() {
        fails(
                new TestsCheck(RELEASE, Optional.of(new Counts("0123abc", 900, 2, 7))),
                "2 of 900 tests failed",
                "./nuzantara test");
    }
}
