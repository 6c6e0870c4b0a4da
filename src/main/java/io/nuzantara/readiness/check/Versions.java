package io.nuzantara.readiness.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the version of another node stands to ours. */
enum Versions {
    FITS,
    OLDER,
    /** Newer by more than one minor release, or of another major one. */
    MUCH_NEWER,
    /** One of the two is no version. */
    UNKNOWN;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:[-+].*)?");

    static Versions compare(String ours, String theirs) {
        var our = VERSION.matcher(ours);
        var their = VERSION.matcher(theirs);
        if (!our.matches() || !their.matches()) {
            return UNKNOWN;
        }
        var major = number(their.group(1)) - number(our.group(1));
        var minor = number(their.group(2)) - number(our.group(2));
        var patch = number(their.group(3)) - number(our.group(3));
        if (major < 0 || (major == 0 && (minor < 0 || (minor == 0 && patch < 0)))) {
            return OLDER;
        }
        return major > 0 || minor > 1 ? MUCH_NEWER : FITS;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
