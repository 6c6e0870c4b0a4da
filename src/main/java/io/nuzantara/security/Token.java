package io.nuzantara.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token as it is stored: its text is not known any more.
 *
 * @param scopes what it may do
 * @param createdBy name of the caller that made it
 * @param lastUsedAt to the minute
 */
public record Token(
        String id,
        String name,
        List<String> scopes,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public Token {
        scopes = List.copyOf(scopes);
    }
}
