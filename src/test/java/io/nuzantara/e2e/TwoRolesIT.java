package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.LocalCaller;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.demo.SampleBusiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agents in one process, the orchestrator in another, one database. */
class TwoRolesIT {

    private static final String SERVICE_TOKEN = "a-service-token-for-this-test-only-0123456789";

    @TempDir
    Path directory;

    @Test
    void aCycleRunsOverHttpFromOneServiceToTheOther() throws Exception {
        var database = TestDatabase.create();
        var files = directory.resolve("sample");
        new SampleBusiness().write(files, 11, Instant.parse("2026-11-20T04:00:00Z"), 100);
        var shared = Map.of(
                "DATABASE_URL", TestDatabase.url(database.app()),
                "MIGRATION_DATABASE_URL", TestDatabase.url(database.owner()),
                "NUZANTARA_SERVICE_TOKEN", SERVICE_TOKEN);
        var agentsData = directory.resolve("agents");
        TaskWitness.watch(database);
        try (var collector = new Collector();
                var agents = Service.start(
                        agentsData, with(with(shared, collector.variables()), Map.of("NUZANTARA_ROLE", "agents")));
                var orchestrator = Service.start(
                        directory.resolve("orchestrator"),
                        with(
                                with(shared, collector.variables()),
                                Map.of("NUZANTARA_ROLE", "orchestrator", "BACKEND_RAG_URL", agents.url())))) {
            var imported = Program.run(
                    agentsData, Map.of("NUZANTARA_DATA_DIR", agentsData.toString()), "import", files.toString());
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            var caller = orchestrator.admin();

            var accepted = caller.post("/api/orchestrator/cycles", null);
            assertThat(accepted.status()).isEqualTo(202);
            var cycle = Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(
                            () -> caller.get(accepted.header("Location")),
                            answer -> !answer.text("status").equals("running")
                                    && !answer.text("status").equals("started"));

            assertThat(cycle.text("status")).isEqualTo("completed");
            assertThat(cycle.json().get("runs").valueStream())
                    .hasSize(4)
                    .allSatisfy(
                            run -> assertThat(run.get("status").stringValue()).isEqualTo("completed"));
            assertThat(orchestrator.admin().get("/api/autonomous-agents/status").status())
                    .isEqualTo(404);
            assertThat(TaskWitness.handsOn(database))
                    .isNotEmpty()
                    .allSatisfy(hand -> assertThat(hand).contains("-" + agents.pid() + "-"));

            Awaitility.await()
                    .untilAsserted(() -> assertThat(collector.besides("cycle"))
                            .as("one trace over both processes")
                            .contains("http post", "http post /api/autonomous-agents/{agent}/run")
                            .contains("accept client_value_predictor", "invoke_agent client_value_predictor")
                            .contains("invoke_agent knowledge_graph_builder", "items knowledge_graph_builder")
                            .contains("invoke_agent conversation_trainer", "invoke_agent performance_optimizer"));
            Awaitility.await().untilAsserted(() -> assertThat(collector.paths()).contains("/v1/traces", "/v1/metrics"));

            bothRolesTellOfCycles(agents.admin(), cycle.text("cycle_id"));
            theDeploymentIsValid(agentsData, agents, orchestrator);
            killedAgentsAreSeen(agents, orchestrator);
        }
    }

    private static void bothRolesTellOfCycles(LocalCaller agents, String cycle) {
        assertThat(agents.get("/api/orchestrator/cycles/" + cycle).text("status"))
                .isEqualTo("completed");
        assertThat(agents.get("/api/orchestrator/statistics").status()).isEqualTo(200);
        assertThat(agents.get("/api/orchestrator/plan").status()).isEqualTo(200);
        assertThat(agents.get("/api/orchestrator").text("enabled")).isEqualTo("true");
    }

    private void theDeploymentIsValid(Path agentsData, Service agents, Service orchestrator) throws Exception {
        for (var urls : List.of(
                List.of("--url", agents.url()),
                List.of("--url", agents.url(), "--orchestrator-url", orchestrator.url()))) {
            var validated = validate(agentsData, urls);

            assertThat(validated.exitCode())
                    .as(validated.out() + validated.err())
                    .isZero();
        }
    }

    /** Whoever asks the orchestrator sees it, and why. */
    private void killedAgentsAreSeen(Service agents, Service orchestrator) throws Exception {
        agents.kill();

        var alone = validate(directory.resolve("orchestrator"), List.of("--url", orchestrator.url()));
        var both = validate(
                directory.resolve("orchestrator"),
                List.of("--url", agents.url(), "--orchestrator-url", orchestrator.url()));

        assertThat(List.of(alone, both)).allSatisfy(seen -> {
            assertThat(seen.exitCode()).isEqualTo(1);
            assertThat(seen.out()).contains("failed\tThe orchestrator reaches the agents service\t");
            assertThat(seen.err()).contains("The agents service does not answer as it should: ");
        });
        assertThat(both.out()).contains("Nothing answers at " + agents.url());
    }

    private Program.Result validate(Path data, List<String> urls) throws Exception {
        var arguments = Stream.concat(Stream.of("validate", "--data", data.toString()), urls.stream());
        return Program.run(directory, Map.of(), arguments.toArray(String[]::new));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
