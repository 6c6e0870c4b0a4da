package io.nuzantara.knowledge.web;

import io.nuzantara.knowledge.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The place of a quote as a word that callers hand back. */
final class Cursor {

    private Cursor() {}

    static String after(Evidence.Quote quote) {
        var place = "%s %d %d".formatted(quote.saidAt(), quote.messageId(), quote.startAt());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static Evidence.@Nullable Position read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 3) {
                return new Evidence.Position(
                        Instant.parse(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw KnowledgeController.invalid("cursor", "hand back the 'next' of the page before");
        }
        throw KnowledgeController.invalid("cursor", "hand back the 'next' of the page before");
    }
}
