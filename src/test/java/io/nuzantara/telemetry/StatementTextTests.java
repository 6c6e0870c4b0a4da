package io.nuzantara.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM clients WHERE name = 'Putu Sari' AND id = $1",
                "SELECT * FROM clients WHERE name = E'it\\'s Putu Sari' AND id = $1",
                "SELECT * FROM clients WHERE name = 'it''s Putu Sari' AND id = $1",
                "SELECT * FROM clients WHERE name = $tag$Putu Sari$tag$ AND id = $1",
                "SELECT * FROM clients /* Putu /* Sari */ WHERE name = $1",
                "SELECT * FROM clients -- Putu Sari\n WHERE name = $1",
                "SELECT * FROM clients WHERE name = 'Putu Sari",
                "CREATE ROLE putu PASSWORD 'Putu Sari'",
                "/* Putu */ ALTER ROLE x PASSWORD $$Putu Sari$$",
                "DO $$ BEGIN PERFORM 'Putu Sari'; END $$",
                "COPY (SELECT 'Putu Sari') TO STDOUT",
                "EXPLAIN SELECT 'Putu Sari'",
                "'Putu Sari'; DROP TABLE clients"
            })
    void noLiteralAndNoCommentIsKept(String raw) {
        var text = StatementText.of(raw);

        assertThat(text.text()).doesNotContainIgnoringCase("putu", "sari");
        assertThat(text.module()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT a.id FROM t1 a WHERE a."Col 1" = $1   | SELECT a.id FROM t1 a WHERE a."Col 1" = $1 |
            INSERT INTO t VALUES ($1, 42, 1.5e3)         | INSERT INTO t VALUES ($1, ?, ?)           | not_explainable
            VACUUM ANALYZE clients                       | VACUUM ...                                | utility
            (SELECT $1) UNION (SELECT $2)                | (SELECT $1) UNION (SELECT $2)             |
            """)
    void namesAndParametersStay(String raw, String text, String reason) {
        assertThat(StatementText.of(raw).text()).isEqualTo(text);
        assertThat(StatementText.of(raw).reason()).isEqualTo(reason);
    }

    @Test
    void theFingerprintIgnoresConstantsCommentsSpaceAndListLength() {
        var one = StatementText.of("SELECT /* nuzantara:optimizer */ x FROM t\n  WHERE id IN ($1, $2, $3) AND y = 'a'");
        var other = StatementText.of("select x from t WHERE id IN ($1) AND y = $2");

        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(one.module()).isEqualTo("optimizer");
        assertThat(StatementText.of("select z from t").fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void aVeryLongTextIsCutAndSaysSo() {
        var text = StatementText.of("SELECT " + "a,".repeat(20_000) + "b");

        assertThat(text.reason()).isEqualTo("truncated");
        assertThat(text.text()).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "(((", "$", "'", "\"", "/*", "--", "$$", "\u0000\uffff", "1", "SELECT '\\", "E'\\"})
    void anythingCanBeRead(String raw) {
        assertThat(StatementText.of(raw).fingerprint()).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, WITH_TOPLEVEL",
        "1.10, WITH_TOPLEVEL",
        "1.11, WITH_STATS_SINCE",
        "1.12, WITH_STATS_SINCE",
        "2.0, WITH_STATS_SINCE"
    })
    void theColumnsFollowTheVersionOfTheExtension(String version, StatementColumns columns) {
        assertThat(StatementColumns.of(version)).contains(columns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "1.0", "", "unpackaged", "1.x", "99999.1"})
    void olderOrUnreadableVersionsHaveNoMapping(String version) {
        assertThat(StatementColumns.of(version)).isEmpty();
    }
}
