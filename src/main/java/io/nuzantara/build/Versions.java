package io.nuzantara.build;

import java.lang.module.ModuleDescriptor.Version;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the version of somebody else stands to ours. */
public enum Versions {
    /** Ours, or later by one minor release at most. */
    FITS,
    /** Earlier; a snapshot is earlier than its release. */
    OLDER,
    /** Newer by more than one minor release, or of another major one. */
    MUCH_NEWER,
    /** One of the two is no version. */
    UNKNOWN;

    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?([-+][0-9A-Za-z]+(?:[-+.][0-9A-Za-z]+)*)?");

    /** Versions compare by their parts: {@code 1.10.0} is later than {@code 1.9.3}, and {@code 1.2} is {@code 1.2.0}. */
    public static Versions compare(String ours, String theirs) {
        var our = VERSION.matcher(ours);
        var their = VERSION.matcher(theirs);
        if (!our.matches() || !their.matches()) {
            return UNKNOWN;
        }
        if (whole(their).compareTo(whole(our)) < 0) {
            return OLDER;
        }
        var sameMajor = number(their.group(1)) == number(our.group(1));
        return sameMajor && number(their.group(2)) - number(our.group(2)) <= 1 ? FITS : MUCH_NEWER;
    }

    private static Version whole(MatchResult version) {
        var suffix = version.group(4);
        return Version.parse("%d.%d.%d%s"
                .formatted(
                        number(version.group(1)),
                        number(version.group(2)),
                        number(version.group(3)),
                        suffix == null ? "" : suffix));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
