package io.nuzantara.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a program was built from.
 *
 * @param version of the release, such as {@code 1.2.0} or {@code 1.2.0-SNAPSHOT}
 * @param commit the full id of the commit, or {@value #UNKNOWN} when the build had neither git nor was told
 * @param dirty whether the tree differed from the commit; true also while the commit is unknown
 * @param tag the release tag that stood on the commit; null = none
 */
public record Build(
        String version,
        String commit,
        boolean dirty,
        @Nullable String tag) {

    /** What stands for a commit that the build could not learn. */
    public static final String UNKNOWN = "unknown";

    private static final String FILE = "/META-INF/build-info.properties";
    private static final String NONE = "none";
    private static final int SHORT = 12;

    /** What the build wrote into this program; a class path without it is a version {@code development} of no commit. */
    public static Build ofThisProgram() {
        var written = new Properties();
        try (var file = Build.class.getResourceAsStream(FILE)) {
            if (file != null) {
                written.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(written);
    }

    static Build of(Properties written) {
        var commit = written.getProperty("build.commit", UNKNOWN);
        var tag = written.getProperty("build.tag", NONE);
        return new Build(
                written.getProperty("build.version", "development"),
                commit,
                UNKNOWN.equals(commit) || Boolean.parseBoolean(written.getProperty("build.dirty", "true")),
                NONE.equals(tag) ? null : tag);
    }

    /** Whether this program is of a later version than another one; what cannot be compared is not later. */
    public boolean isNewerThan(String other) {
        return Versions.compare(version, other) == Versions.OLDER;
    }

    /** Version and commit as people compare them: {@code 1.2.0 (b53dcf9ba6fb, with uncommitted changes)}. */
    public String words() {
        if (commit.equals(UNKNOWN)) {
            return version + " (commit unknown)";
        }
        var start = commit.substring(0, Math.min(SHORT, commit.length()));
        return version + " (" + start + (dirty ? ", with uncommitted changes)" : ")");
    }
}
