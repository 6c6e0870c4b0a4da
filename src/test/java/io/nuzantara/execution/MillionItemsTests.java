package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
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
        var claims = items.claims(200);
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

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
