package io.nuzantara.docs;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page the page, relative to the repository
 * @param line where its fence stands, from 1
 * @param info what stands behind the fence: the language, then words for the tests
 * @param text what is inside
 */
public record Block(Path page, int line, String info, String text) {

    private static final String SHELL = "sh";
    private static final Pattern NOT_RUN = Pattern.compile("not-run=\"([^\"]+)\"");

    /** What a test does with a shell block. */
    public sealed interface Use {

        /** Typed, and expected to end well. */
        record Typed() implements Use {}

        /** A service in the foreground: started, and left at work for the blocks after it. */
        record Service() implements Use {}

        /** Left out. */
        record NotRun(String reason) implements Use {}

        /** The words are none of those above. */
        record Unknown() implements Use {}
    }

    String language() {
        return info.split(" ", 2)[0];
    }

    public boolean isShell() {
        return language().equals(SHELL);
    }

    public Use use() {
        var words = info.substring(SHELL.length()).strip();
        var notRun = NOT_RUN.matcher(words);
        if (notRun.matches()) {
            return new Use.NotRun(notRun.group(1));
        }
        return switch (words) {
            case "" -> new Use.Typed();
            case "service" -> new Use.Service();
            default -> new Use.Unknown();
        };
    }

    /** Page and line, as editors open them. */
    public String place() {
        return page + ":" + line;
    }
}
