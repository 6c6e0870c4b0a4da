package io.nuzantara.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One comparison of this machine's clock with the database's.
 *
 * @param skew machine minus database, taking the database's time for the middle of the round trip
 * @param uncertainty half the round trip: the skew may be wrong by as much
 */
public record ClockDifference(Duration skew, Duration uncertainty) {

    /** Somebody should set the clocks. */
    public static final Duration CONSPICUOUS = Duration.ofSeconds(2);

    /** Nodes would take each other for dead. */
    public static final Duration TOO_MUCH = Duration.ofSeconds(5);

    private static final int LOOKS = 3;

    /** The most exact of a few comparisons. */
    public static ClockDifference between(JdbcClient jdbc, Clock clock) {
        return Stream.generate(() -> once(jdbc, clock))
                .limit(LOOKS)
                .min(Comparator.comparing(ClockDifference::uncertainty))
                .orElseThrow();
    }

    private static ClockDifference once(JdbcClient jdbc, Clock clock) {
        var asked = clock.instant();
        var database = jdbc.sql("SELECT clock_timestamp() AS now")
                .query((row, _) -> instant(row))
                .single();
        return of(asked, database, clock.instant());
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("now", OffsetDateTime.class).toInstant();
    }

    static ClockDifference of(Instant asked, Instant database, Instant answered) {
        var half = Duration.between(asked, answered).dividedBy(2);
        return new ClockDifference(Duration.between(database, asked.plus(half)), half);
    }

    /** Whether the clocks differ by that much for certain. */
    public boolean isAtLeast(Duration limit) {
        return skew.abs().minus(uncertainty).compareTo(limit) >= 0;
    }

    /** For a sentence: {@code 3.0 s behind}, {@code 0.0 s ahead of}. */
    public String words() {
        return "%.1f s %s".formatted(skew.abs().toMillis() / 1000.0, skew.isNegative() ? "behind" : "ahead of");
    }
}
