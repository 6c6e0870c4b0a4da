package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of {@code ./nuzantara bench crash}: nodes die at every named point and at any time. */
class CrashIT {

    private static final int KILLS = 60;
    private static final int AT_POINTS = 40;
    private static final long SEED = Long.getLong("nuzantara.crash.seed", System.nanoTime() % 1_000_000);

    @Test
    void nothingIsLostNorDoneTwiceHoweverManyNodesDie() {
        var report = CrashRounds.run(SEED, KILLS, AT_POINTS);

        System.out.println(report.text("./nuzantara bench crash --kills " + report.killed() + " --seed " + SEED));
        assertThat(report.violations()).isEmpty();
        assertThat(report.unreached()).isEmpty();
        assertThat(report.atPoints()).isGreaterThanOrEqualTo(AT_POINTS);
    }
}
