package io.nuzantara.readiness.check;

import io.nuzantara.build.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether what runs is a release, built from a commit, with the native files it was built with. */
final class CodeCheck implements Check {

    private static final String RELEASE = "Deploy a release: git checkout vX.Y.Z && ./nuzantara test";

    private final Build build;
    private final Supplier<Optional<String>> altered;

    /** @param altered the bundled file that is not the one it was built with, if there is one */
    CodeCheck(Build build, Supplier<Optional<String>> altered) {
        this.build = build;
        this.altered = altered;
    }

    @Override
    public String id() {
        return "code";
    }

    @Override
    public Group group() {
        return Group.PROGRAM;
    }

    /** Over a hundred megabytes are read and hashed at the first look. */
    @Override
    public boolean computes() {
        return true;
    }

    @Override
    public Verdict run() {
        var looks = new ArrayList<Verdict>(List.of(version(), commit()));
        altered.get()
                .ifPresent(file -> looks.add(new Verdict.Fail(
                        "The bundled file %s is not the one that was built: its SHA-256 differs from the SBOM."
                                .formatted(file),
                        "Install the program again, or build it: ./nuzantara test")));
        return Verdict.of(looks);
    }

    private Verdict version() {
        return isRelease()
                ? new Verdict.Pass("Release %s.".formatted(build.version()))
                : new Verdict.Warn("Version %s is no release.".formatted(build.version()), RELEASE);
    }

    private boolean isRelease() {
        return build.version().matches("[0-9]+(\\.[0-9]+){1,3}");
    }

    private Verdict commit() {
        if (build.commit().equals(Build.UNKNOWN)) {
            return new Verdict.Warn("It does not say which commit it was built from.", RELEASE);
        }
        return build.dirty()
                ? new Verdict.Warn(
                        "It was built from changed files, so no commit tells what runs.",
                        "git commit -a && ./nuzantara test")
                : new Verdict.Pass("Commit %s.".formatted(build.commit()));
    }
}
