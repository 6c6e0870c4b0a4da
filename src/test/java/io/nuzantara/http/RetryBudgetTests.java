package io.nuzantara.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final RetryBudget budget = new RetryBudget(3, clock);

    private long spendable() {
        return IntStream.range(0, 100).takeWhile(n -> budget.spend()).count();
    }

    @Test
    void theReserveNeedsNoCallsBefore() {
        assertThat(spendable()).isEqualTo(3);
    }

    @Test
    void callsEarnATenthOfARepeatUpToTen() {
        spendable();
        IntStream.range(0, 49).forEach(n -> budget.earn());
        assertThat(spendable()).isEqualTo(4);

        IntStream.range(0, 1_000).forEach(n -> budget.earn());
        assertThat(spendable()).isEqualTo(10);
    }

    @Test
    void aQuietTimeBringsTheReserveBackAndNoMore() {
        spendable();

        clock.advance(Duration.ofMinutes(9));
        assertThat(spendable()).isEqualTo(1);

        clock.advance(Duration.ofHours(9));
        assertThat(spendable()).isEqualTo(3);
    }
}
