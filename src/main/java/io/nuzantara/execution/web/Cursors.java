package io.nuzantara.execution.web;

import io.nuzantara.security.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Places in lists, unreadable so that nobody builds one by hand. */
final class Cursors {

    private Cursors() {}

    static String write(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The place that was written.
     *
     * @throws IllegalArgumentException when the text is no cursor
     */
    static String read(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
    }

    static Problem refused() {
        return AgentProblems.invalid("cursor", "it must be the next_cursor of the page before");
    }
}
