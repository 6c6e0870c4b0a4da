package io.nuzantara.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.benchmark.LoadPlan.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadFiguresTests {

    private static final Phase PHASE = new Phase("after", 1, 2, 5);

    @Test
    void itIsNormalAgainAfterTheLastSecondInWhichAnythingWasRefusedOrLate() {
        var samples = new ArrayList<LoadSample>();
        for (var second = 0; second < 5; second++) {
            samples.add(answered(second, 10));
        }
        assertThat(figures(samples).recovery().value()).isZero();

        samples.add(new LoadSample("after", "/", 1, 5, 503, true));
        assertThat(figures(samples).recovery().value()).isEqualTo(2);

        samples.add(answered(3, 251));
        assertThat(figures(samples).recovery().value()).isEqualTo(4);

        samples.add(new LoadSample("another phase", "/", 4, 5, 503, true));
        assertThat(figures(samples).recovery().value()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "200, false, false",
        "429, true, false",
        "503, true, false",
        "429, false, true",
        "503, false, true",
        "500, true, true",
        "404, false, true",
        "-1, false, true",
        "-2, false, true"
    })
    void onlyAnAnswerOrATimeToComeBackIsNoViolation(int status, boolean retryAfter, boolean violation) {
        assertThat(new LoadSample("after", "/", 0, 1, status, retryAfter).isViolation())
                .isEqualTo(violation);
    }

    private static LoadSample answered(int second, double millis) {
        return new LoadSample("after", "/", second, millis, 200, false);
    }

    private static LoadFigures figures(List<LoadSample> samples) {
        return new LoadFigures(PHASE, samples);
    }
}
