package io.nuzantara.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.security.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailingAgentsTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Newest execution first, as the list of executions answers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9 | failed                                    | agent-failed:own",
                "8 | failed                                    | ''",
                "8 | failed failed                             | ''",
                "8 | failed failed failed                      | agent-failing:own",
                "9 | failed failed failed                      | agent-failed:own agent-failing:own",
                "8 | running failed cancelled failed failed    | agent-failing:own",
                "9 | running cancelled completed failed        | ''",
                "9 | completed failed failed failed            | ''",
                "8 | failed completed failed failed            | ''",
                "9 | cancelled                                 | ''",
                "9 | running                                   | ''"
            })
    void anAgentIsToldAboutByWhatItsLastExecutionsCameTo(int priority, String statuses, String causes) {
        DATABASE.jdbc().sql("DELETE FROM alerts").update();
        var alerts = TestAlerts.logging(DATABASE.jdbc(), new SettableClock(AlertStation.NOON));
        var watch = new FailingAgents(alerts);

        watch.tell(agent(priority), executions(statuses));
        watch.tell(agent(priority), executions(statuses));

        assertThat(alerts.open()).extracting(Alerts.OpenAlert::cause).containsExactlyInAnyOrder(words(causes));

        watch.tell(agent(priority), executions("completed " + statuses));

        assertThat(alerts.open()).isEmpty();
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ", -1);
    }

    private static List<ExecutionView> executions(String statuses) {
        return Stream.of(words(statuses)).map(FailingAgentsTests::execution).toList();
    }

    private static AgentDescriptor agent(int priority) {
        return new AgentDescriptor(
                "own",
                "Own",
                "An agent.",
                "",
                priority,
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ZERO,
                false,
                List.of(),
                List.of(),
                false);
    }

    private static ExecutionView execution(String status) {
        var id = UUID.randomUUID();
        var now = AlertStation.NOON;
        return new ExecutionView(
                id,
                "own",
                status,
                null,
                now,
                ExecutionView.isFinal(status) ? now : null,
                null,
                null,
                null,
                "schedule",
                "schedule",
                Map.of(),
                now,
                false,
                List.of(),
                status.equals("failed") ? "agent_bug" : null,
                new ExecutionView.State("working", 1, "node", now, null, null, null, 3),
                new ExecutionView.Progress(0, 0, 0),
                ExecutionView.Cost.usd(0, BigDecimal.ZERO),
                List.of(),
                List.of(),
                null,
                ExecutionView.Links.of(id, status, 0, null));
    }
}
