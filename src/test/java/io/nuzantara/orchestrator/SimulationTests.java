package io.nuzantara.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.orchestrator.Simulation.Decider;
import io.nuzantara.orchestrator.Simulation.Figures;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month of business, many times over: what the rules promise, as figures ({@code ./nuzantara bench cycle --simulate}). */
class SimulationTests {

    private static final long SEED = 1;
    private static final int SEEDS = 20;

    @Test
    void aQuietBusinessIsNotDisturbed() {
        var figures = months(Scenario.QUIET);

        assertKeepsWhatIsPromised(figures);
        assertThat(rules(figures).executions())
                .isLessThanOrEqualTo(cron(figures).executions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "burst"})
    void whereThereIsMuchWorkItWaitsHalfAsLongAtMost(String scenario) {
        var figures = months(scenario(scenario));

        assertKeepsWhatIsPromised(figures);
        assertThat(rules(figures).meanAge())
                .isLessThanOrEqualTo(0.5 * cron(figures).meanAge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady", "outage", "failing agent", "broken metric"})
    void troubleMakesNothingWorseThanSchedulesAlone(String scenario) {
        var figures = months(scenario(scenario));

        assertKeepsWhatIsPromised(figures);
        assertThat(rules(figures).meanAge()).isLessThan(cron(figures).meanAge());
    }

    private static void assertKeepsWhatIsPromised(Map<Decider, Figures> figures) {
        figures.forEach((decider, months) -> {
            assertThat(months.violations()).as("rules not kept by " + decider).isEmpty();
            assertThat(months.foundWork()).as("found work, " + decider).isGreaterThanOrEqualTo(0.9);
            assertThat(months.heavyPeakMinutes())
                    .as("heavy in peak hours, " + decider)
                    .isZero();
        });
        var hostile = hostile(figures);
        assertThat(hostile.meanAge()).isLessThanOrEqualTo(1.1 * cron(figures).meanAge());
        assertThat(hostile.p95Age()).isLessThanOrEqualTo(1.1 * cron(figures).p95Age());
        assertThat(hostile.executions())
                .isLessThanOrEqualTo(1.1 * rules(figures).executions());
        assertThat(hostile.cost()).isLessThanOrEqualTo(1.1 * rules(figures).cost());
    }

    private static Map<Decider, Figures> months(Scenario scenario) {
        System.out.printf("simulated months: %s, seeds %d to %d%n", scenario.name(), SEED, SEED + SEEDS - 1);
        var figures = new EnumMap<Decider, Figures>(Decider.class);
        for (var decider : Decider.values()) {
            figures.put(decider, Simulation.months(scenario, decider, SEED, SEEDS));
        }
        return figures;
    }

    private static Scenario scenario(String name) {
        return Scenario.ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Figures cron(Map<Decider, Figures> figures) {
        return of(figures, Decider.CRON_ONLY);
    }

    private static Figures rules(Map<Decider, Figures> figures) {
        return of(figures, Decider.RULES);
    }

    private static Figures hostile(Map<Decider, Figures> figures) {
        return of(figures, Decider.HOSTILE_MODEL);
    }

    private static Figures of(Map<Decider, Figures> figures, Decider decider) {
        return Objects.requireNonNull(figures.get(decider));
    }
}
