package io.nuzantara.readiness;

import static io.nuzantara.readiness.DeployedSystem.RELEASE;
import static io.nuzantara.readiness.DeployedSystem.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.readiness.SuccessView.Line;
import io.nuzantara.readiness.SuccessView.Release;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SuccessTests {

    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final String REACHED = """
            {"plan": {"snapshot": {"unreachable": null}}, "runs": [{"status": "completed", "execution_id": "e1"}]}""";

    private final DeployedSystem system = new DeployedSystem();

    @Test
    void theChecklistHoldsAllStagesUntilEverythingIsMet() {
        system.running(RELEASE);
        var owed = system.success().checklist().orElseThrow();
        assertThat(owed.lines()).extracting(Line::stage).containsOnly("1h", "24h", "48h");
        assertThat(owed.release()).isEqualTo(new Release("1.2.0", DeployedSystem.COMMIT, "v1.2.0", START));

        system.initialised().cycle(REACHED).trained("not_evaluated").optimised(0);
        AgentsStatus.BUILT_IN.forEach(agent -> system.completed(agent, false));
        assertThat(system.success().checklist()).isPresent();

        system.after(TWO_DAYS).asked(null);
        assertThat(system.success().checklist()).isEmpty();
        assertThat(system.success().at(Stage.TWO_DAYS).met()).isTrue();
    }

    @Test
    void afterAWeekADeploymentIsNoNews() {
        system.running(RELEASE).after(Duration.ofDays(7).minusSeconds(1));
        assertThat(system.success().checklist()).isPresent();

        system.after(Duration.ofSeconds(1));
        assertThat(system.success().checklist()).isEmpty();
        assertThat(system.success().at(Stage.TWO_DAYS).met()).isFalse();
    }

    @Test
    void whereNoProcessHasShownItselfNothingIsMet() {
        assertThat(system.success().at(Stage.NOW).met()).isFalse();
        assertThat(system.success().at(Stage.NOW).release()).isNull();
        assertThat(system.success().checklist()).isEmpty();
    }
}
