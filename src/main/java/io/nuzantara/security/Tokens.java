package io.nuzantara.security;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bearer tokens: made, listed, revoked, and asked at every request, so that a revoked one is refused at the next. */
@Component
public class Tokens {

    private static final Duration LOCAL_LIFETIME = Duration.ofDays(365);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The same tokens for somebody beside the service. */
    public static Tokens seenFromOutside(JdbcClient jdbc, Clock clock) {
        return new Tokens(jdbc, clock);
    }

    /**
     * Makes a token; its text is in the answer and nowhere else.
     *
     * @throws Problem {@code body-invalid} when name, scopes or expiry are not allowed
     */
    public NewToken create(TokenRequest request, String createdBy) {
        request.check(clock.instant());
        return insert(request, createdBy, false);
    }

    /** The token of this process for the person who started it; it stands in a private file until the service stops. */
    NewToken createLocal() {
        forgetOldLocalTokens();
        var request = new TokenRequest(
                "local admin", List.of("admin"), clock.instant().plus(LOCAL_LIFETIME));
        return insert(request, "service", true);
    }

    private NewToken insert(TokenRequest request, String createdBy, boolean local) {
        var text = TokenText.random(random);
        var token = jdbc.sql("""
                        INSERT INTO api_tokens (id, name, hash, scopes, local, created_at, created_by, expires_at)
                        VALUES (:id, :name, :hash, :scopes, :local, :now, :createdBy, :expiresAt)
                        RETURNING id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at
                        """)
                .param("id", text.id())
                .param("name", request.name())
                .param("hash", text.hash())
                .param("scopes", request.scopes().toArray(String[]::new))
                .param("local", local)
                .param("now", now())
                .param("createdBy", createdBy)
                .param("expiresAt", OffsetDateTime.ofInstant(request.expiresAt(), ZoneOffset.UTC))
                .query(Tokens::token)
                .single();
        return new NewToken(token, Secret.of(text.text()));
    }

    /** All tokens made by callers, newest first, also those that expired or were revoked. */
    public List<Token> list() {
        return jdbc.sql("""
                        SELECT id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at
                          FROM api_tokens
                         WHERE NOT local
                         ORDER BY created_at DESC, id
                        """).query(Tokens::token).list();
    }

    /** Revokes a token for good; false when there is none of this id. */
    public boolean revoke(String id) {
        return jdbc.sql("""
                        UPDATE api_tokens
                           SET revoked_at = coalesce(revoked_at, :now)
                         WHERE id = :id
                        """).param("id", id).param("now", now()).update() == 1;
    }

    /** Revokes the token with this text, if it is one. */
    void revokeText(String text) {
        TokenText.parse(text).ifPresent(token -> revoke(token.id()));
    }

    /** Who sends this token; empty when it is unknown, expired or revoked. */
    public Optional<Caller> authenticate(String text) {
        return TokenText.parse(text).flatMap(this::find);
    }

    private Optional<Caller> find(TokenText text) {
        var now = now();
        var found = jdbc.sql("""
                        SELECT name, hash, scopes, coalesce(last_used_at < :minuteAgo, true) AS use_unknown
                          FROM api_tokens
                         WHERE id = :id AND revoked_at IS NULL AND expires_at > :now
                        """)
                .param("id", text.id())
                .param("now", now)
                .param("minuteAgo", now.minusMinutes(1))
                .query((row, _) -> stored(row, text))
                .optional()
                .filter(Stored::hashMatches);
        found.filter(Stored::isUseUnknown).ifPresent(_ -> touch(text.id(), now));
        return found.map(Stored::caller);
    }

    private static Stored stored(ResultSet row, TokenText text) throws SQLException {
        return new Stored(
                new Caller(row.getString("name"), Permissions.of(scopes(row))),
                MessageDigest.isEqual(row.getBytes("hash"), text.hash()),
                row.getBoolean("use_unknown"));
    }

    private void touch(String id, OffsetDateTime now) {
        jdbc.sql("""
                        UPDATE api_tokens
                           SET last_used_at = :now
                         WHERE id = :id
                        """).param("id", id).param("now", now).update();
    }

    private void forgetOldLocalTokens() {
        jdbc.sql("""
                        DELETE FROM api_tokens
                         WHERE local AND revoked_at < :before
                        """).param("before", now().minusDays(30)).update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getString("id"),
                row.getString("name"),
                scopes(row),
                instant(row, "created_at").orElseThrow(),
                row.getString("created_by"),
                instant(row, "expires_at").orElseThrow(),
                instant(row, "last_used_at").orElse(null),
                instant(row, "revoked_at").orElse(null));
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** What a token's row says to {@link #find}. */
    private record Stored(Caller caller, boolean hashMatches, boolean isUseUnknown) {}
}
