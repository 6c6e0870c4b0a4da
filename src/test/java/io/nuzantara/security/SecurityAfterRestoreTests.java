package io.nuzantara.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may do what in a database that was restored. */
class SecurityAfterRestoreTests {

    private static final Instant TAKEN = Instant.parse("2026-03-01T02:30:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final JdbcClient jdbc = TestDatabase.create().jdbc();

    private String text(String sql) {
        return String.valueOf(jdbc.sql(sql).query(String.class).single());
    }

    @Test
    void everythingIsStoppedWithTheReasonWhateverTheSwitchWas() {
        jdbc.sql("INSERT INTO engine_settings VALUES ('stopped', 'false', 'an old one', now(), 'ada')")
                .update();

        var lookAt = new SecurityAfterRestore().settle(jdbc, TAKEN, NOW);

        assertThat(lookAt).isEmpty();
        assertThat(text("SELECT value || ' ' || updated_by || ': ' || reason FROM engine_settings"))
                .isEqualTo("true restore: a backup of %s was restored; look at what was open, then resume"
                        .formatted(TAKEN));
    }

    @Test
    void tokensOfStoppedServicesEndAndTheOthersAreTold() {
        jdbc.sql("""
                        INSERT INTO api_tokens (id, name, hash, scopes, local, created_at, created_by, expires_at)
                        SELECT lpad(CAST(n AS text), 16, '0'), 'token', decode(lpad(CAST(n AS text), 64, '0'), 'hex'), '{read}', n = 1,
                               '2026-02-01Z', 'test', CAST(CASE WHEN n = 3 THEN '2026-02-02Z' ELSE '2026-04-01Z' END AS timestamptz)
                          FROM generate_series(1, 3) n
                        """).update();

        var lookAt = new SecurityAfterRestore().settle(jdbc, TAKEN, NOW);

        assertThat(lookAt).singleElement().satisfies(line -> assertThat(line).startsWith("1 tokens are valid"));
        assertThat(text("SELECT string_agg(id, ' ') FROM api_tokens WHERE revoked_at IS NOT NULL"))
                .isEqualTo("0000000000000001");
    }
}
