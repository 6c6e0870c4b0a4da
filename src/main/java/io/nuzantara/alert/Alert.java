package io.nuzantara.alert;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something a person must know. Texts are ours: no data of clients, no secrets.
 *
 * @param cause stable key of what is wrong, e.g. {@code agent-failed:client_value_predictor}: while it lasts, it is told
 *     once
 * @param title a few words
 * @param text what happened, since when, what was kept, what to do
 * @param link path of the page that shows more, e.g. {@code /cycles/17}
 */
public record Alert(Severity severity, String cause, String title, String text, String link) {

    private static final Pattern CAUSE = Pattern.compile("[a-z0-9][a-z0-9._:-]{0,199}");

    /** Critical needs a person now, a warning eventually. */
    public enum Severity {
        CRITICAL,
        WARNING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Alert {
        if (!CAUSE.matcher(cause).matches()) {
            throw new IllegalArgumentException("a cause is up to 200 of a-z 0-9 . _ : -");
        }
        if (!link.startsWith("/") || link.startsWith("//")) {
            throw new IllegalArgumentException("a link is a path on this service: " + link);
        }
    }
}
