package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.llm.Bucket.Verdict;
import io.nuzantara.llm.SpendingSettings.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Limit FIFTY_A_MINUTE = new Limit(50, null, 16);
    private static final Limit THOUSAND_TOKENS = new Limit(null, 1000, 16);

    @Test
    void aFullBucketLetsSixSecondsWorthThroughAndThenWaitsForTheNext() {
        var bucket = Bucket.full(FIFTY_A_MINUTE, NOW);
        for (var call = 0; call < 5; call++) {
            bucket = entered(bucket.take(FIFTY_A_MINUTE, 1, NOW));
        }

        assertThat(bucket.take(FIFTY_A_MINUTE, 1, NOW)).isEqualTo(new Verdict.Wait(Duration.ofMillis(1200)));
        assertThat(bucket.take(FIFTY_A_MINUTE, 1, NOW.plusMillis(1200))).isInstanceOf(Verdict.Enter.class);
    }

    @Test
    void aCallLargerThanTheBucketEntersWhenItIsFullAndTheNextOnesPayForIt() {
        var bucket = entered(Bucket.full(THOUSAND_TOKENS, NOW).take(THOUSAND_TOKENS, 400, NOW));

        assertThat(bucket.tokens()).isEqualTo(-300);
        assertThat(bucket.take(THOUSAND_TOKENS, 100, NOW)).isEqualTo(new Verdict.Wait(Duration.ofSeconds(24)));
    }

    @Test
    void withoutLimitsNothingWaits() {
        var unlimited = new Limit(null, null, 16);
        var bucket = Bucket.full(unlimited, NOW);

        for (var call = 0; call < 1000; call++) {
            bucket = entered(bucket.take(unlimited, 1_000_000, NOW));
        }
    }

    @Test
    void thePauseOfAProviderHoldsForEverybody() {
        var blocked = new Bucket(5, 0, NOW, NOW.plusSeconds(30));

        assertThat(blocked.take(FIFTY_A_MINUTE, 1, NOW.plusSeconds(10)))
                .isEqualTo(new Verdict.Wait(Duration.ofSeconds(20)));
        assertThat(blocked.take(FIFTY_A_MINUTE, 1, NOW.plusSeconds(30))).isInstanceOf(Verdict.Enter.class);
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        var empty = new Bucket(0, 0, NOW, null);

        assertThat(empty.take(FIFTY_A_MINUTE, 1, NOW.minusSeconds(3600))).isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void aNodeWhoseClockIsBehindDoesNotFillTheBucketForTheOthers() {
        var bucket = Bucket.full(FIFTY_A_MINUTE, NOW);
        for (var call = 0; call < 5; call++) {
            bucket = entered(bucket.take(FIFTY_A_MINUTE, 1, NOW.minusSeconds(60)));
        }

        assertThat(bucket.take(FIFTY_A_MINUTE, 1, NOW)).isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void noMinuteSeesMoreThanElevenTenthsOfTheLimit() {
        var seed = System.nanoTime();
        System.out.println("bucket seed " + seed);
        var random = new Random(seed);
        var bucket = Bucket.full(FIFTY_A_MINUTE, NOW);
        var calls = 0;
        for (var at = NOW; at.isBefore(NOW.plusSeconds(60)); at = at.plusMillis(random.nextInt(400))) {
            if (bucket.take(FIFTY_A_MINUTE, 1, at) instanceof Verdict.Enter(var rest)) {
                bucket = rest;
                calls++;
            }
        }

        assertThat(calls).isBetween(45, 55);
    }

    private static Bucket entered(Verdict verdict) {
        return ((Verdict.Enter) verdict).rest();
    }
}
