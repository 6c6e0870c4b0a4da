package io.nuzantara.security;

import io.nuzantara.security.Problem.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A wish for a token.
 *
 * @param name for people, 1-100 characters
 * @param scopes at least one of {@link Permissions#scopes()}
 * @param expiresAt at most a year away
 */
public record TokenRequest(String name, List<String> scopes, Instant expiresAt) {

    private static final Duration LONGEST = Duration.ofDays(365);

    public TokenRequest {
        scopes = List.copyOf(scopes);
    }

    /** Refuses with {@code body-invalid} naming each wrong field. */
    void check(Instant now) {
        var wrong = new ArrayList<Invalid>();
        if (name.isBlank() || name.length() > 100) {
            wrong.add(new Invalid("#/name", "must have 1-100 characters"));
        }
        if (scopes.isEmpty() || scopes.size() > 50 || !scopes.stream().allMatch(Permissions::isScope)) {
            wrong.add(new Invalid("#/scopes", "must hold 1-50 of " + String.join(", ", Permissions.scopes())));
        }
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            wrong.add(new Invalid("#/expires_at", "must lie in the future, at most 365 days away"));
        }
        if (!wrong.isEmpty()) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "body-invalid",
                    "The body is not valid",
                    "The token was not made: see errors for the fields that are wrong.",
                    wrong);
        }
    }
}
