package io.nuzantara.cli;

import java.time.Duration;

/** What is happening while a command waits: one line that changes on a terminal, else a line every few seconds. */
final class ProgressLine implements AutoCloseable {

    private static final long PAUSE = Duration.ofSeconds(3).toNanos();

    private final Output output;
    private String shown = "";
    private long shownAt;

    ProgressLine(Output output) {
        this.output = output;
    }

    void show(String text) {
        if (output.json() || output.quiet() || text.equals(shown)) {
            return;
        }
        var plain = PlainText.of(text);
        if (output.surroundings().terminal()) {
            output.surroundings().err().print("\r\u001b[K" + plain);
            output.surroundings().err().flush();
        } else if (shown.isEmpty() || System.nanoTime() - shownAt >= PAUSE) {
            output.surroundings().err().println(plain);
            output.surroundings().err().flush();
        } else {
            return;
        }
        shown = text;
        shownAt = System.nanoTime();
    }

    /** Takes the line away, so that the result does not stand behind it. */
    @Override
    public void close() {
        hide();
    }

    /** Takes the line away until there is something new to show. */
    void hide() {
        if (output.surroundings().terminal() && !shown.isEmpty()) {
            output.surroundings().err().print("\r\u001b[K");
            output.surroundings().err().flush();
        }
    }
}
