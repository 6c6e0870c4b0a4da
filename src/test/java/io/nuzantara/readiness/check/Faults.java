package io.nuzantara.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.readiness.ReadinessView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a broken thing must look like in the matrix: its own line, what mends it, and whether the command ends with 3. */
final class Faults {

    /** Far more than a busy machine needs: what must not hang has a limit of its own in each test. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Faults() {}

    static ReadinessView matrix(Check check) {
        var found = new Round(List.of(check), LIMIT, LIMIT.multipliedBy(2)).look();
        return ReadinessView.of(Profile.LOCAL, found, Map.of(), Instant.EPOCH);
    }

    static ReadinessView.Row row(Check check) {
        var row = matrix(check).rows().getFirst();
        assertThat(row.id()).isEqualTo(check.id());
        return row;
    }

    /** Ends with 3. */
    static void fails(Check check, String sentence, String fix) {
        var matrix = matrix(check);
        assertThat(matrix.rows().getFirst())
                .satisfies(row -> assertThat(row.state()).as(row.toString()).isEqualTo("fail"))
                .satisfies(row -> assertThat(row.sentence()).contains(sentence))
                .satisfies(row -> assertThat(row.fix()).contains(fix));
        assertThat(matrix.isReady(false)).isFalse();
    }

    /** Ends with 0, with {@code --strict} 3. */
    static void warns(Check check, String sentence, String fix) {
        var matrix = matrix(check);
        assertThat(matrix.rows().getFirst())
                .satisfies(row -> assertThat(row.state()).as(row.toString()).isEqualTo("warn"))
                .satisfies(row -> assertThat(row.sentence()).contains(sentence))
                .satisfies(row -> assertThat(row.fix()).contains(fix));
        assertThat(matrix.isReady(false)).isTrue();
        assertThat(matrix.isReady(true)).isFalse();
    }

    static void passes(Check check, String sentence) {
        var matrix = matrix(check);
        assertThat(matrix.rows().getFirst())
                .satisfies(row -> assertThat(row.state()).as(row.toString()).isEqualTo("pass"))
                .satisfies(row -> assertThat(row.sentence()).contains(sentence))
                .satisfies(row -> assertThat(row.fix()).isNull());
        assertThat(matrix.isReady(true)).isTrue();
    }

    static void isSkipped(Check check, String reason) {
        var matrix = matrix(check);
        assertThat(matrix.rows().getFirst())
                .satisfies(row -> assertThat(row.state()).as(row.toString()).isEqualTo("skip"))
                .satisfies(row -> assertThat(row.sentence()).contains(reason));
        assertThat(matrix.isReady(true)).isTrue();
    }
}
