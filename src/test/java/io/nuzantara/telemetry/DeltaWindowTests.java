package io.nuzantara.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.telemetry.DeltaWindow.Growth;
import io.nuzantara.telemetry.DeltaWindow.Head;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeltaWindowTests {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(300);

    private final DeltaWindow window = new DeltaWindow();
    private long id;

    @Test
    void theGrowthBetweenFirstAndLastSnapshotCounts() {
        snapshot(START, 0, sample(1, 100, 1_000));
        snapshot(START, 0, sample(1, 130, 1_300));
        snapshot(START, 0, sample(1, 170, 1_900));

        assertThat(growth(1).counters().calls()).isEqualTo(70);
        assertThat(growth(1).counters().execMs()).isEqualTo(900);
    }

    @Test
    void aStatementThatIsNewInTheWindowCountsWhole() {
        snapshot(START, 0, sample(1, 100, 1_000));
        snapshot(START, 0, sample(1, 100, 1_000), sample(2, 7, 70));

        assertThat(growths()).containsOnlyKeys(2L);
        assertThat(growth(2).counters().calls()).isEqualTo(7);
    }

    @Test
    void afterAResetCountingStartsFromZeroEvenWhenTheNewCountIsHigher() {
        snapshot(START, 0, sample(1, 100, 1_000));
        snapshot(START, 0, sample(1, 110, 1_100));
        snapshot(LATER, 0, sample(1, 500, 5_000));

        assertThat(growth(1).counters().calls()).isEqualTo(510);
        assertThat(window.resets()).isOne();
    }

    @Test
    void aRestartThatLostTheStatisticsIsSeenByFewerCalls() {
        snapshot(START, 0, sample(1, 100, 1_000));
        snapshot(START, 0, sample(1, 20, 200));

        assertThat(growth(1).counters().calls()).isEqualTo(20);
        assertThat(growth(1).evicted()).isFalse();
    }

    @Test
    void oneStatementThatWasResetByItselfStartsFromZero() {
        snapshot(START, 0, sample(1, 100, 1_000, START), sample(2, 100, 1_000, START));
        snapshot(START, 0, sample(1, 150, 1_500, LATER), sample(2, 150, 1_500, START));

        assertThat(growth(1).counters().calls()).isEqualTo(150);
        assertThat(growth(2).counters().calls()).isEqualTo(50);
    }

    @Test
    void whatAnEvictedStatementWasLastSeenWithStaysCountedAndIsMarked() {
        snapshot(START, 0, sample(1, 100, 1_000), sample(2, 1, 1));
        snapshot(START, 0, sample(1, 160, 1_600), sample(2, 1, 1));
        snapshot(START, 5, sample(2, 1, 1));

        assertThat(growth(1).counters().calls()).isEqualTo(60);
        assertThat(growth(1).evicted()).isTrue();
        assertThat(window.evictions()).isEqualTo(5);
    }

    @Test
    void anEvictedStatementThatComesBackCountsFromZeroAndIsMarked() {
        snapshot(START, 0, sample(1, 100, 1_000), sample(2, 100, 1_000));
        snapshot(START, 3, sample(2, 4, 40));
        snapshot(START, 3, sample(1, 9, 90), sample(2, 5, 50));

        assertThat(growth(1).counters().calls()).isEqualTo(9);
        assertThat(growth(1).evicted()).isTrue();
        assertThat(growth(2).counters().calls()).isEqualTo(5);
        assertThat(growth(2).evicted()).isTrue();
    }

    @Test
    void aStatementThatVanishesWithoutEvictionIsNotMarked() {
        snapshot(START, 3, sample(1, 100, 1_000));
        snapshot(START, 3, sample(1, 120, 1_200));
        snapshot(START, 3);

        assertThat(growth(1).evicted()).isFalse();
        assertThat(growth(1).counters().calls()).isEqualTo(20);
    }

    @Test
    void oneSnapshotAloneSaysNothing() {
        snapshot(START, 0, sample(1, 100, 1_000));

        assertThat(growths()).isEmpty();
    }

    @Test
    void noHistoryMakesAFigureNegative() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var other = new DeltaWindow();
            for (var snapshot = 0; snapshot < 12; snapshot++) {
                other.begin(new Head(snapshot, START, random.nextInt(6) == 0 ? LATER : START, random.nextInt(4)));
                for (var query = 0; query < 5; query++) {
                    if (random.nextInt(4) > 0) {
                        other.add(sample(query, random.nextInt(100), random.nextInt(1000)));
                    }
                }
            }
            assertThat(other.end()).as("seed %d", seed).allSatisfy(growth -> {
                assertThat(growth.counters().calls()).isNotNegative();
                assertThat(growth.counters().execMs()).isNotNegative();
                assertThat(growth.counters().blocksRead()).isNotNegative();
            });
        }
    }

    private void snapshot(Instant reset, long dealloc, StatementSample... samples) {
        window.begin(new Head(id++, START.plusSeconds(id), reset, dealloc));
        for (var sample : samples) {
            window.add(sample);
        }
    }

    private Growth growth(long query) {
        return window.end().stream()
                .filter(growth -> growth.key().queryId() == query)
                .findFirst()
                .orElseThrow();
    }

    private Map<Long, Growth> growths() {
        return window.end().stream()
                .collect(Collectors.toMap(growth -> growth.key().queryId(), Function.identity()));
    }

    private static StatementSample sample(long query, long calls, double millis) {
        return sample(query, calls, millis, null);
    }

    private static StatementSample sample(long query, long calls, double millis, @Nullable Instant since) {
        return new StatementSample(
                new StatementSample.Key(10, 5, query, true),
                new Counters(calls, calls, millis, 0, calls * 3, calls, 0, 0, 0, 0),
                since);
    }
}
