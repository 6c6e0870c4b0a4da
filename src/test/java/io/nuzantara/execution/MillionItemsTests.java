package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A million items of one execution cost what a hundred cost, once they are handed out. */
class MillionItemsTests {

    private static final double GENEROUS = 50;

    private final MillionItems items = MillionItems.in(TestDatabase.create());

    @Test
    void aMillionItemsAreHandedOutInSecondsAndClaimedInMilliseconds() {
        var handedOut = items.handOut(1_000_000);
        var plan = items.claimPlan();
        var claims = items.claims(200, 1);
        var looks = items.looks(50);
        var reads = items.reads(50);

        System.out.printf(
                "1,000,000 items: handed out in %.1f s (target 15), claim %.2f ms, what is due %.2f ms, progress %.2f ms (targets 5)%n",
                handedOut.toMillis() / 1000.0, median(claims), median(looks), median(reads));
        System.out.println(String.join("\n", plan));
        assertThat(plan)
                .anyMatch(line -> line.contains("Index Scan using execution_items_ready_idx"))
                .noneMatch(line -> line.contains("Seq Scan on execution_items") || line.contains("Sort"));
        assertThat(handedOut).isLessThan(Duration.ofSeconds(90));
        assertThat(median(claims)).isLessThan(GENEROUS);
        assertThat(median(looks)).isLessThan(GENEROUS);
        assertThat(median(reads)).isLessThan(GENEROUS);
    }

    /** The planner knows nothing of an execution that has just begun: its statistics are those of earlier ones. */
    @Test
    void statisticsOfEarlierExecutionsDoNotSpoilAClaim() throws SQLException {
        var database = TestDatabase.create();
        MillionItems.in(database).handOut(20_000);
        try (var connection = DriverManager.getConnection(
                        database.owner().jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE nuzantara.execution_items");
        }
        var later = MillionItems.in(database);
        later.handOut(200_000);

        var ends = later.ends(30, 20);
        var claims = later.claims(30, 20);
        var looks = later.looks(30);

        System.out.printf(
                "20 of 200,000 items, statistics of before: claim %.2f ms, claim and end %.2f ms, what is due %.2f ms%n",
                median(claims), median(ends), median(looks));
        assertThat(later.claimPlan()).anyMatch(line -> line.contains("Tid Scan on execution_items"));
        assertThat(median(claims)).isLessThan(GENEROUS);
        assertThat(median(ends)).isLessThan(GENEROUS);
        assertThat(median(looks)).isLessThan(GENEROUS);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
