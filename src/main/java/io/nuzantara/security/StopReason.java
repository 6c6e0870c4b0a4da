package io.nuzantara.security;

import io.nuzantara.security.Problem.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why everything shall stop, for the people who will ask. */
public final class StopReason {

    private static final int LONGEST = 500;

    private StopReason() {}

    /**
     * The reason as it is kept.
     *
     * @throws Problem {@code body-invalid} when it is not one line of 1-500 characters
     */
    public static String checked(@Nullable String reason) {
        var text = reason == null ? "" : reason.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw invalid("must have 1-" + LONGEST + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw invalid("must be one line without control characters");
        }
        return text;
    }

    private static Problem invalid(String rule) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "body-invalid",
                "The body is not valid",
                "Nothing was stopped: the reason %s.".formatted(rule),
                List.of(new Invalid("#/reason", rule)));
    }
}
