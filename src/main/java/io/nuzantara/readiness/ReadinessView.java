package io.nuzantara.readiness;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nuzantara.readiness.check.Profile;
import io.nuzantara.readiness.check.Round.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readiness matrix at one moment.
 *
 * @param profile {@code local} or {@code production}
 * @param state the worst of the rows: {@code fail}, {@code warn} or {@code pass}; rows that were skipped do not count
 */
public record ReadinessView(String profile, Instant checkedAt, String state, List<Row> rows) {

    public ReadinessView {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param group {@code program}, {@code machine}, {@code settings}, {@code data}, {@code work} or {@code outside}
     * @param state {@code pass}, {@code warn}, {@code fail} or {@code skip}
     * @param sentence what was seen, or why nobody looked
     * @param fix the exact command, SQL or variable; null where there is nothing to mend
     * @param since when it became so, as far as is known
     */
    public record Row(
            String id,
            String group,
            String state,
            String sentence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String fix,

            Instant since) {}

    /**
     * The matrix of one round.
     *
     * @param since when each row became as it is, by the row's id
     */
    public static ReadinessView of(Profile profile, List<Found> found, Map<String, Instant> since, Instant now) {
        var rows = found.stream()
                .map(row -> row(row, since.getOrDefault(row.check().id(), now)))
                .toList();
        return new ReadinessView(profile.id(), now, worst(rows), rows);
    }

    private static Row row(Found found, Instant since) {
        var verdict = found.verdict();
        return new Row(
                found.check().id(),
                found.check().group().id(),
                verdict.state(),
                verdict.sentence(),
                verdict.fix().isEmpty() ? null : verdict.fix(),
                since);
    }

    private static String worst(List<Row> rows) {
        return List.of("fail", "warn").stream()
                .filter(state -> rows.stream().anyMatch(row -> row.state().equals(state)))
                .findFirst()
                .orElse("pass");
    }

    /**
     * Whether the service may go on like this.
     *
     * @param strict a warning counts like a failure
     */
    public boolean isReady(boolean strict) {
        return obstacles(strict).isEmpty();
    }

    /** The rows because of which it may not. */
    public List<Row> obstacles(boolean strict) {
        return rows.stream()
                .filter(row ->
                        row.state().equals("fail") || (strict && row.state().equals("warn")))
                .toList();
    }

    /** The rows in this state. */
    public List<Row> in(String wanted) {
        return rows.stream().filter(row -> row.state().equals(wanted)).toList();
    }
}
