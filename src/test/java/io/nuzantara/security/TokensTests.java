package io.nuzantara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokensTests {

    private static final JdbcClient JDBC = TestDatabase.create().jdbc();
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final Tokens tokens = new Tokens(JDBC, clock);

    @Test
    void aNewTokenIsKnownWithThePermissionsOfItsScopes() {
        var token = token("read", "run:conversation_trainer");

        var caller = tokens.authenticate(token.text().reveal());

        assertThat(caller).hasValueSatisfying(known -> {
            assertThat(known.name()).isEqualTo("a token");
            assertThat(known.permissions())
                    .containsExactlyInAnyOrder(
                            "execution:read", "client:read-masked", "execution:start:conversation_trainer");
        });
    }

    @Test
    void noScopeButAdminGrantsWhatReadingDoesNotImply() {
        assertThat(Permissions.of(List.of("read", "read:clients", "run", "ingest", "metrics")))
                .doesNotContain(
                        "execution:retry", "execution:cancel", "client:export", "token:manage", "message:approve");
        assertThat(Permissions.of(List.of("admin"))).isEqualTo(Permissions.ADMIN);
    }

    @Test
    void theTableHoldsTheHashAndNeverTheText() {
        var token = token("read");

        var row = JDBC.sql("""
                        SELECT to_jsonb(t)::text || encode(sha256(CAST(:text AS bytea)), 'hex') AS row, encode(hash, 'hex') AS hash
                          FROM api_tokens AS t
                         WHERE id = :id
                        """)
                .param("id", token.token().id())
                .param("text", token.text().reveal())
                .query()
                .singleRow();

        assertThat((String) row.get("row"))
                .doesNotContain(token.text().reveal())
                .endsWith((String) row.get("hash"));
        assertThat(token.text()).hasToString("***");
    }

    @Test
    void aRevokedTokenIsRefusedAtTheNextRequest() {
        var token = token("read");
        assertThat(tokens.authenticate(token.text().reveal())).isPresent();

        assertThat(tokens.revoke(token.token().id())).isTrue();

        assertThat(tokens.authenticate(token.text().reveal())).isEmpty();
        assertThat(tokens.revoke("0000000000000000")).isFalse();
    }

    @Test
    void anExpiredTokenIsRefused() {
        var token = token("read");

        clock.advance(Duration.ofDays(10).minusSeconds(1));
        assertThat(tokens.authenticate(token.text().reveal())).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.authenticate(token.text().reveal())).isEmpty();
    }

    @Test
    void aTypingErrorShowsInTheCheckSum() {
        var text = token("read").text().reveal();
        var wrong = text.charAt(30) == 'a' ? 'b' : 'a';

        assertThat(TokenText.parse(text)).isPresent();
        assertThat(TokenText.parse(text.substring(0, 30) + wrong + text.substring(31)))
                .isEmpty();
        assertThat(TokenText.parse(text.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(TokenText.parse("")).isEmpty();
    }

    @Test
    void anotherTokenUnderTheSameIdIsRefused() {
        var known = token("read");
        var forged = TokenText.random(new SecureRandom());
        JDBC.sql("UPDATE api_tokens SET id = :forged WHERE id = :known")
                .param("forged", forged.id())
                .param("known", known.token().id())
                .update();

        assertThat(tokens.authenticate(forged.text())).isEmpty();
    }

    @Test
    void theLastUseIsKnownToTheMinute() {
        var token = token("read");
        assertThat(stored(token).lastUsedAt()).isNull();

        tokens.authenticate(token.text().reveal());
        clock.advance(Duration.ofSeconds(30));
        tokens.authenticate(token.text().reveal());
        assertThat(stored(token).lastUsedAt()).isEqualTo(NOW);
        clock.advance(Duration.ofSeconds(31));
        tokens.authenticate(token.text().reveal());

        assertThat(stored(token).lastUsedAt()).isEqualTo(NOW.plusSeconds(61));
    }

    @Test
    void wrongWishesAreRefusedFieldByField() {
        var wish = new TokenRequest(" ", List.of("everything"), NOW.plus(Duration.ofDays(366)));

        assertThatThrownBy(() -> tokens.create(wish, "admin")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("body-invalid");
            assertThat(problem.errors())
                    .extracting(Problem.Invalid::pointer)
                    .containsExactly("#/name", "#/scopes", "#/expires_at");
        });
    }

    @Test
    void tokensOfTheProcessItselfAreInNoList() {
        var local = tokens.createLocal();

        assertThat(tokens.authenticate(local.text().reveal()))
                .hasValueSatisfying(caller -> assertThat(caller.permissions()).isEqualTo(Permissions.ADMIN));
        assertThat(tokens.list())
                .extracting(Token::id)
                .doesNotContain(local.token().id());
    }

    private NewToken token(String... scopes) {
        return tokens.create(
                new TokenRequest("a token", List.of(scopes), clock.instant().plus(Duration.ofDays(10))), "admin");
    }

    private Token stored(NewToken token) {
        return tokens.list().stream()
                .filter(stored -> stored.id().equals(token.token().id()))
                .findFirst()
                .orElseThrow();
    }
}
