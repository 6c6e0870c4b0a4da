package io.nuzantara.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Burns as they would come, minute by minute: which level they reach and when it is over. */
class BurnLevelTests {

    private static final int A_MINUTE = 1000;
    private static final int DAYS = 4;
    private static final int MINUTES = DAYS * 24 * 60;

    @ParameterizedTest
    @CsvSource({
        "14.4, FAST SLOW CREEPING",
        "14.3, SLOW CREEPING",
        "6, SLOW CREEPING",
        "5.9, CREEPING",
        "1, CREEPING",
        "0.99, ''",
        "0, ''"
    })
    void aSteadyBurnReachesItsOwnLevelAndThoseBelow(double burn, String levels) {
        for (var objective : List.of(Objective.API, Objective.EXECUTIONS, Objective.SCHEDULE)) {
            assertThat(reached(objective, steady(burn, 0), MINUTES))
                    .as(objective.id())
                    .isEqualTo(levels);
        }
    }

    @Test
    void aPageIsOverSoonAfterTheTroubleAndTheBudgetTicketLater() {
        var burn = steady(20, MINUTES - 10);
        var hourLong = new double[MINUTES];
        Arrays.fill(hourLong, MINUTES - 70, MINUTES - 10, 20);

        assertThat(reached(Objective.API, hourLong, MINUTES - 10)).contains("FAST");
        assertThat(reached(Objective.API, hourLong, MINUTES)).doesNotContain("FAST");
        assertThat(burn[MINUTES - 1]).isEqualTo(20);
    }

    @Test
    void aBurstOfAMinuteWakesNobody() {
        var burst = new double[MINUTES];
        burst[MINUTES - 1] = 100;

        assertThat(reached(Objective.API, burst, MINUTES)).isEmpty();
    }

    @Test
    void aFailureOfFewEventsIsNoBurn() {
        assertThat(BurnLevel.FAST.isReached(Objective.EXECUTIONS, _ -> new Count(2, 2)))
                .isFalse();
        assertThat(BurnLevel.FAST.isReached(Objective.EXECUTIONS, _ -> new Count(3, 3)))
                .isTrue();
        assertThat(new Count(0, 0).burn(Objective.API)).isZero();
    }

    @Test
    void aShortTimeWithoutEventsIsNoRecovery() {
        var broken = new Count(9, 9);

        assertThat(BurnLevel.FAST.isOver(Objective.EXECUTIONS, hourAndFiveMinutes(broken, new Count(0, 0))))
                .isFalse();
        assertThat(BurnLevel.FAST.isOver(Objective.EXECUTIONS, hourAndFiveMinutes(broken, new Count(1, 1))))
                .isFalse();
        assertThat(BurnLevel.FAST.isOver(Objective.EXECUTIONS, hourAndFiveMinutes(broken, new Count(2, 1))))
                .isTrue();
        assertThat(BurnLevel.FAST.isOver(Objective.EXECUTIONS, hourAndFiveMinutes(new Count(90, 9), new Count(0, 0))))
                .isTrue();
    }

    private static Function<Duration, Count> hourAndFiveMinutes(Count hour, Count lately) {
        return length -> length.equals(Duration.ofHours(1)) ? hour : lately;
    }

    private static double[] steady(double burn, int since) {
        var minutes = new double[MINUTES];
        Arrays.fill(minutes, since, MINUTES, burn);
        return minutes;
    }

    private static String reached(Objective objective, double[] burns, int now) {
        Function<Duration, Count> counts = length -> counts(objective, burns, now, (int) length.toMinutes());
        return String.join(
                " ",
                Arrays.stream(BurnLevel.values())
                        .filter(level -> level.isReached(objective, counts))
                        .map(Enum::name)
                        .toList());
    }

    /** Bad events are whole, so what a minute leaves over comes with a later one. */
    private static Count counts(Objective objective, double[] burns, int now, int minutes) {
        var from = now - minutes;
        var bad = Arrays.stream(burns, from, now)
                .map(burn -> burn * objective.budget() * A_MINUTE)
                .sum();
        return new Count((long) minutes * A_MINUTE, Math.round(bad));
    }
}
