package io.nuzantara.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTests {

    private static final String COMMIT = "b53dcf9ba6fbfa6ebca182bf3863ad4ae79128e1";

    @Test
    void aCleanBuildNamesItsCommit() {
        var build = read(Map.of(
                "build.version", "1.2.0", "build.commit", COMMIT, "build.dirty", "false", "build.tag", "v1.2.0"));

        assertThat(build).isEqualTo(new Build("1.2.0", COMMIT, false, "v1.2.0"));
        assertThat(build.dirty()).isFalse();
        assertThat(build.words()).isEqualTo("1.2.0 (b53dcf9ba6fb)");
    }

    @Test
    void aTreeWithChangesSaysSo() {
        var build = read(
                Map.of("build.version", "1.2.0", "build.commit", COMMIT, "build.dirty", "true", "build.tag", "none"));

        assertThat(build.dirty()).isTrue();
        assertThat(build.tag()).isNull();
        assertThat(build.words()).isEqualTo("1.2.0 (b53dcf9ba6fb, with uncommitted changes)");
    }

    @Test
    void anUnknownCommitIsNeverClean() {
        var build = read(Map.of("build.version", "1.2.0", "build.commit", "unknown", "build.dirty", "false"));

        assertThat(build.dirty()).isTrue();
        assertThat(build.words()).isEqualTo("1.2.0 (commit unknown)");
    }

    @Test
    void aProgramThatNothingWasWrittenIntoIsNoRelease() {
        assertThat(read(Map.of())).isEqualTo(new Build("development", Build.UNKNOWN, true, null));
    }

    @Test
    void versionsCompareByTheirParts() {
        assertThat(version("1.10.0").isNewerThan("1.9.3")).isTrue();
        assertThat(version("1.2.0").isNewerThan("1.2.0-SNAPSHOT")).isTrue();
        assertThat(version("1.2.0-SNAPSHOT").isNewerThan("1.1.9")).isTrue();
        assertThat(version("1.2.0").isNewerThan("1.2.0")).isFalse();
        assertThat(version("1.2.0").isNewerThan("1.3.0-SNAPSHOT")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.0, FITS",
        "1.2, FITS",
        "1.2.1-SNAPSHOT, FITS",
        "1.3.7, FITS",
        "1.4.0-SNAPSHOT, MUCH_NEWER",
        "2.0.0, MUCH_NEWER",
        "1.2.0-SNAPSHOT, OLDER",
        "1.1.9, OLDER",
        "0.9, OLDER",
        "development, UNKNOWN",
        "1.2.0-, UNKNOWN"
    })
    void otherVersionsStandToOursByOneRule(String theirs, Versions expected) {
        assertThat(Versions.compare("1.2.0", theirs)).isEqualTo(expected);
        assertThat(version("1.2.0").isNewerThan(theirs)).isEqualTo(expected == Versions.OLDER);
    }

    @Test
    void whatIsNoVersionIsNeitherOlderNorNewer() {
        assertThat(version("1.2.0").isNewerThan("development")).isFalse();
        assertThat(version("development").isNewerThan("1.2.0")).isFalse();
        assertThat(version("1.2.0").isNewerThan("")).isFalse();
    }

    private static Build version(String version) {
        return new Build(version, COMMIT, false, null);
    }

    private static Build read(Map<String, String> written) {
        var properties = new Properties();
        properties.putAll(written);
        return Build.of(properties);
    }
}
