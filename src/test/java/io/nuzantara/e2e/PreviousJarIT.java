package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.LocalCaller;
import io.nuzantara.PreparedJar;
import io.nuzantara.database.Release;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.demo.SampleBusiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The previous release works on the schema of this one: while a deployment is under way, after a way back, and beside this one in the
 * other role.
 */
class PreviousJarIT {

    private static final String SERVICE_TOKEN = "a-service-token-for-this-test-only-0123456789";
    private static final String PAYLOAD_HASH = "5e".repeat(32);
    private static final List<String> AGENTS = List.of(
            "client-value-predictor", "knowledge-graph-builder", "conversation-trainer", "performance-optimizer");

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void thePreviousReleaseWorksOnTheNewSchemaAndTheNewOneOnWhatItWrote() throws Exception {
        var release = Release.last();
        if (release.isEmpty()) {
            System.out.println("no previous release");
            Assumptions.abort("no previous release");
        }
        var previous = PreviousJar.of(release.orElseThrow());
        var migrated = Program.run(directory, shared(), "up", "--migrate-only");
        assertThat(migrated.exitCode()).as(migrated.err()).isZero();

        bothRoles(previous, previous, true);
        bothRoles(PreparedJar.jar(), previous, false);
        bothRoles(PreparedJar.jar(), PreparedJar.jar(), false);
        System.out.printf(
                "the previous release %s worked on the schema of this one%n",
                release.orElseThrow().tag());
    }

    private Map<String, String> shared() {
        return Map.of(
                "DATABASE_URL", TestDatabase.url(database.app()),
                "MIGRATION_DATABASE_URL", TestDatabase.url(database.owner()),
                "NUZANTARA_SERVICE_TOKEN", SERVICE_TOKEN);
    }

    private Map<String, String> shared(String role, String agentsUrl) {
        var all = new HashMap<>(shared());
        all.put("NUZANTARA_ROLE", role);
        all.put("BACKEND_RAG_URL", agentsUrl);
        return all;
    }

    private void bothRoles(Path agentsJar, Path orchestratorJar, boolean imports) throws Exception {
        var data = directory.resolve(UUID.randomUUID().toString());
        try (var agents = Service.start(agentsJar, data.resolve("agents"), shared("agents", ""));
                var orchestrator = Service.start(
                        orchestratorJar, data.resolve("orchestrator"), shared("orchestrator", agents.url()))) {
            assertThat(new Visitor(agents).page("/executions")).contains("<html");
            if (imports) {
                imported(agentsJar, data.resolve("agents"));
            }
            for (var agent : AGENTS) {
                completes(agents.admin(), agent);
            }
            decides(agents.admin());
            runsACycle(orchestrator.admin());
        }
    }

    private void imported(Path jar, Path data) throws Exception {
        var files = directory.resolve("sample");
        new SampleBusiness().write(files, 11, Instant.parse("2026-11-20T04:00:00Z"), 60);
        var command = new ArrayList<>(Program.java(jar));
        command.addAll(List.of("import", files.toString()));
        var imported = Program.run(
                data, Program.process(data, Map.of("NUZANTARA_DATA_DIR", data.toString()), command, List.of()));
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    private static void completes(LocalCaller caller, String agent) {
        var started = caller.post("/api/autonomous-agents/" + agent + "/run", null);
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        assertThat(Service.ended(caller, started.text("execution_id")).text("status"))
                .as(agent)
                .isEqualTo("completed");
    }

    /** An execution that asked a person; none of our agents asks by itself without a model. */
    private void decides(LocalCaller caller) {
        var execution = UUID.randomUUID();
        var approval = UUID.randomUUID();
        database.jdbc().sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, 'client_value_predictor', 'api', 'test', '{}', 'waiting_approval', 5, now())
                        """).param("id", execution).update();
        database.jdbc()
                .sql("""
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, expires_at)
                        VALUES (:id, :execution, 'go', 'prompt:approve', 'Go on', '{}', :hash, 'pending', now() + interval '1 hour')
                        """)
                .param("id", approval)
                .param("execution", execution)
                .param("hash", PAYLOAD_HASH)
                .update();

        var decided = caller.post(
                "/api/approvals/" + approval + "/decision",
                "{\"decision\": \"approve\", \"payload_hash\": \"%s\"}".formatted(PAYLOAD_HASH));

        assertThat(decided.status()).as(decided.response().body()).isEqualTo(200);
        assertThat(Service.ended(caller, execution.toString()).text("status")).isEqualTo("completed");
    }

    private static void runsACycle(LocalCaller caller) {
        var accepted = caller.post("/api/orchestrator/cycles", null);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        var cycle = Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> caller.get(accepted.header("Location")),
                        answer -> !answer.text("finished_at").isEmpty());
        assertThat(cycle.text("status")).isEqualTo("completed");
    }
}
