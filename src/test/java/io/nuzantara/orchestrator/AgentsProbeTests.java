package io.nuzantara.orchestrator;

import static io.nuzantara.orchestrator.TestAgent.agent;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.build.Build;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.Nodes.Node;
import io.nuzantara.telemetry.TestTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentsProbeTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Build BUILD = new Build("1.2.0", Build.UNKNOWN, true, null);
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SteppingTime time = new SteppingTime(NOW);
    private final FakeAgents service = new FakeAgents(NOW)
            .with(AgentsStatus.BUILT_IN.stream().map(TestAgent::agent).toArray(TestAgent[]::new));
    private final Nodes nodes =
            TestTelemetry.nodes(DATABASE.dataSource(), time, "node-" + System.nanoTime(), "orchestrator", BUILD);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void agentsOfOurVersionAreNotedWithoutComplaint() {
        assertThat(probe(true).count()).contains(4);

        assertThat(noted().agentsAnsweredAt()).isEqualTo(NOW);
        assertThat(noted().agentsComplaint()).isNull();
    }

    @Test
    void aServiceThatFallsSilentKeepsWhenItLastAnswered() {
        probe(true).look();
        time.forAbout(Duration.ofMinutes(1));
        service.failing(FakeAgents.status(503));

        probe(true).look();

        assertThat(noted().agentsAskedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(noted().agentsAnsweredAt()).isEqualTo(NOW);
        assertThat(noted().agentsComplaint()).isEqualTo("it answered HTTP 503");
    }

    @Test
    void aRefusalIsNotedWithItsReason() {
        service.failing(FakeAgents.problem(401, """
                {"code": "unauthenticated", "detail": "The token is not known."}"""));

        assertThat(probe(true).count()).isEmpty();

        assertThat(noted().agentsComplaint()).isEqualTo("unauthenticated: The token is not known.");
    }

    @Test
    void olderAgentsAreNoted() {
        service.ofVersion("1.1.9");

        probe(true).look();

        assertThat(noted().agentsComplaint()).isEqualTo("it is of version 1.1.9, older than ours, 1.2.0");
    }

    @Test
    void aServiceOfOtherAgentsIsNoted() {
        try (var other = new FakeAgents(NOW).with(agent("own"), agent("client_value_predictor"))) {
            probe(other, true).look();
        }

        assertThat(noted().agentsComplaint())
                .isEqualTo("it lacks conversation_trainer, knowledge_graph_builder, performance_optimizer");
    }

    @Test
    void anOrchestratorThatIsSwitchedOffAsksNothing() {
        nodes.agentsAnswered("earlier");

        probe(false).look();

        assertThat(noted().agentsComplaint()).isEqualTo("earlier");
    }

    private AgentsProbe probe(boolean enabled) {
        return probe(service, enabled);
    }

    private AgentsProbe probe(FakeAgents asked, boolean enabled) {
        var client = new AgentsClient(
                asked::address,
                () -> FakeAgents.TOKEN,
                FakeAgents.JSON,
                new Retries(time, new Random(1), time),
                ObservationRegistry.NOOP,
                time);
        return new AgentsProbe(client, nodes, BUILD, enabled);
    }

    private Node noted() {
        return nodes.all().stream()
                .filter(node -> node.name().equals(nodes.self()))
                .findFirst()
                .orElseThrow();
    }
}
