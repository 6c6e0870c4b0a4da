package io.nuzantara.alert;

import java.util.regex.Pattern;

/**
 * A notice in Slack's mark-up. Only {@code & < >} have a meaning that can harm there (links, mentions), all three are escaped;
 * invisible characters, which could turn or hide text, are blanks.
 */
final class SlackText {

    private static final int TITLE_LIMIT = 150;
    private static final int TEXT_LIMIT = 2000;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\n]]+");

    private final String publicUrl;

    /** @param publicUrl what links start with, without a slash at the end */
    SlackText(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    String of(Notice notice) {
        var title = "*" + escaped(notice.title(), TITLE_LIMIT) + "*";
        var told = notice.recovery()
                ? ":large_green_circle: Recovered: %s after %s".formatted(title, notice.lasted())
                : "%s %s\n%s\nSince %s"
                        .formatted(mark(notice.severity()), title, escaped(notice.text(), TEXT_LIMIT), since(notice));
        return told + "\n<" + address(notice.link()) + "|Open>";
    }

    private static String mark(Alert.Severity severity) {
        return switch (severity) {
            case CRITICAL -> ":red_circle:";
            case WARNING -> ":warning:";
        };
    }

    /** Slack shows it in the reader's own zone. */
    private static String since(Notice notice) {
        return "<!date^%d^{date_short_pretty} {time}|%s>"
                .formatted(notice.raisedAt().getEpochSecond(), notice.raisedAt());
    }

    private String address(String link) {
        return escaped(publicUrl + link, TEXT_LIMIT).replace("|", "%7C");
    }

    private static String escaped(String text, int limit) {
        var plain = INVISIBLE.matcher(text).replaceAll(" ");
        return cut(plain, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String cut(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit)) + " ...";
    }
}
