package io.nuzantara.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to people: that something is wrong, or that it is over.
 *
 * @param attempts tries of this notice, this one included
 * @param recovery the end of the alert is told, its beginning was told before
 */
record Notice(
        long id,
        String cause,
        Alert.Severity severity,
        String title,
        String text,
        String link,
        int attempts,
        Instant raisedAt,
        @Nullable Instant recoveredAt,
        boolean recovery) {

    /** The notice in one line, without line breaks or control characters. */
    String line() {
        var line = recovery ? "recovered after " + lasted() + ": " + title : title + ": " + text;
        return line.replaceAll("\\p{Cntrl}+", " ");
    }

    /** How long it lasted, e.g. {@code 1 h 5 min}. */
    String lasted() {
        var lasted = recoveredAt == null ? Duration.ZERO : Duration.between(raisedAt, recoveredAt);
        if (lasted.toMinutes() < 1) {
            return lasted.toSeconds() + " s";
        }
        return lasted.toHours() < 1
                ? lasted.toMinutes() + " min"
                : lasted.toHours() + " h " + lasted.toMinutesPart() + " min";
    }
}
