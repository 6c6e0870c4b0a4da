package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.LocalCaller;
import io.nuzantara.alert.FakeSlack;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.demo.SampleBusiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The agents in one process, the orchestrator in another, one database, and a Slack of our own. */
final class TwoServices implements AutoCloseable {

    private static final String SERVICE_TOKEN = "a-service-token-for-this-test-only-0123456789";

    private final Path directory;
    private final TestDatabase database = TestDatabase.create();
    private final int port = freePort();
    private final List<Service> begun = new ArrayList<>();
    private @Nullable Service agents;
    final FakeSlack slack = new FakeSlack();

    TwoServices(Path directory) {
        this.directory = directory;
    }

    /** Below the ports the system gives to clients: none of those takes it while the service is dead. */
    static int freePort() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .filter(TwoServices::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    JdbcClient jdbc() {
        return database.jdbc();
    }

    Service beginAgents() throws IOException {
        agents = begin("agents", Map.of("NUZANTARA_ROLE", "agents"), port, List.of());
        return agents;
    }

    /** kill -9 of the last agents service. */
    void killAgents() throws InterruptedException {
        Objects.requireNonNull(agents).kill();
    }

    /**
     * An orchestrator without cycles by the hour.
     *
     * @param more variables
     * @param crashPoint where it dies; empty = nowhere
     */
    Service beginOrchestrator(Map<String, String> more, String crashPoint) throws IOException {
        var environment = new HashMap<>(more);
        environment.put("NUZANTARA_ROLE", "orchestrator");
        environment.put("BACKEND_RAG_URL", "http://127.0.0.1:" + port);
        var jvm = new ArrayList<String>();
        jvm.add("-Dnuzantara.orchestrator.cron=-");
        jvm.add("-Dnuzantara.orchestrator.restart-within=5s");
        if (!crashPoint.isEmpty()) {
            jvm.add("-Dnuzantara.crash-point=" + crashPoint);
        }
        return begin("orchestrator", environment, 0, jvm);
    }

    private Service begin(String name, Map<String, String> more, int at, List<String> jvm) throws IOException {
        var environment = new HashMap<>(more);
        environment.put("DATABASE_URL", TestDatabase.url(database.app()));
        environment.put("MIGRATION_DATABASE_URL", TestDatabase.url(database.owner()));
        environment.put("NUZANTARA_SERVICE_TOKEN", SERVICE_TOKEN);
        environment.put("SLACK_WEBHOOK_URL", slack.url().toString());
        var service = Service.begin(directory.resolve(name), environment, at, jvm);
        begun.add(service);
        return service;
    }

    /** Imports an invented business over the agents service. */
    void importBusiness(int clients) throws Exception {
        var files = directory.resolve("sample");
        new SampleBusiness().write(files, 11, Instant.parse("2026-11-20T04:00:00Z"), clients);
        var data = directory.resolve("agents");
        var imported = Program.run(data, Map.of("NUZANTARA_DATA_DIR", data.toString()), "import", files.toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    /** Every agent is as if it had never run: with work waiting, it is eligible again. */
    void forgetExecutions() {
        jdbc().sql("DELETE FROM agent_executions WHERE status IN ('completed', 'failed', 'cancelled')")
                .update();
    }

    /** Those of a dead process would expire within 25 seconds by themselves; the engine's own tests wait for that. */
    void letHeartbeatsExpire() {
        jdbc().sql("UPDATE scheduled_tasks SET last_heartbeat = last_heartbeat - interval '1 minute' WHERE picked")
                .update();
        jdbc().sql("UPDATE orchestrator_tasks SET last_heartbeat = last_heartbeat - interval '1 minute' WHERE picked")
                .update();
    }

    /** How often each agent was executed by cycles and is still known to have been. */
    Map<String, Long> executionsByAgent() {
        var counts = new HashMap<String, Long>();
        jdbc().sql("SELECT agent, count(*) AS number FROM agent_executions WHERE trigger = 'cycle' GROUP BY agent")
                .query((rows, _) -> counts.put(rows.getString(1), rows.getLong(2)))
                .list();
        return counts;
    }

    /** Asks for a cycle and answers its address. */
    static String request(Service orchestrator) throws IOException {
        var accepted = orchestrator.admin().post("/api/orchestrator/cycles", null);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        return accepted.header("Location");
    }

    /** Waits for the end of a cycle. */
    static LocalCaller.Answer ended(Service orchestrator, String cycle) throws IOException {
        var caller = orchestrator.admin();
        return Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> caller.get(cycle),
                        answer -> !answer.text("status").equals("running")
                                && !answer.text("finished_at").isEmpty());
    }

    @Override
    public void close() {
        begun.reversed().forEach(TwoServices::end);
        slack.close();
    }

    private static void end(Service service) {
        try {
            service.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
