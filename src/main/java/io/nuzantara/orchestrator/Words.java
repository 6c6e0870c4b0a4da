package io.nuzantara.orchestrator;

import java.time.Duration;
import java.util.Locale;

/** Numbers and durations as they stand in reasons. */
final class Words {

    private Words() {}

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }

    static String money(double usd) {
        return String.format(Locale.ROOT, "%.2f", usd);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(double share) {
        return number(Math.rint(share * 1000) / 10) + " %";
    }

    /** The largest unit that fits, e.g. {@code 12 minutes}. */
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return counted(duration.toSeconds(), "second");
        }
        if (duration.compareTo(Duration.ofHours(2)) < 0) {
            return counted(duration.toMinutes(), "minute");
        }
        return duration.compareTo(Duration.ofDays(2)) < 0
                ? counted(duration.toHours(), "hour")
                : counted(duration.toDays(), "day");
    }

    static String counted(long count, String unit) {
        return number(count) + " " + unit + (count == 1 ? "" : "s");
    }
}
