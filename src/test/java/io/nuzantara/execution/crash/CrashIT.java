package io.nuzantara.execution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of {@code ./nuzantara bench crash}: nodes die at every named point and at any time. */
class CrashIT {

    private static final int KILLS = 44;
    private static final long SEED = Long.getLong("nuzantara.crash.seed", System.nanoTime() % 1_000_000);

    @Test
    void nothingIsLostNorDoneTwiceHoweverManyNodesDie() {
        var report = CrashRounds.run(SEED, KILLS);

        System.out.println(report.text("./nuzantara bench crash --kills " + KILLS + " --seed " + SEED));
        assertThat(report.violations()).isEmpty();
        assertThat(report.unreached()).isEmpty();
        assertThat(report.killed()).isGreaterThanOrEqualTo(40);
    }
}
