package io.nuzantara.readiness.check;

import static io.nuzantara.readiness.check.Faults.fails;
import static io.nuzantara.readiness.check.Faults.isSkipped;
import static io.nuzantara.readiness.check.Faults.passes;
import static io.nuzantara.readiness.check.Faults.warns;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.nuzantara.build.Build;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.readiness.check.Listening.Answer;
import io.nuzantara.security.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkFaultTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Build BUILD = new Build("1.2.0", "0123abc", false, null);
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(NOW);

    @BeforeEach
    void empty() {
        DATABASE.jdbc()
                .sql(
                        "TRUNCATE service_nodes, agent_executions, scheduled_tasks, agent_orchestration_reports, orchestrator_switch CASCADE")
                .update();
    }

    private TestSite site() {
        return new TestSite(data).with(DATABASE).at(clock);
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private void node(String name, String role, String version, Duration age) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO service_nodes (name, role, version, started_at, last_seen)
                        VALUES (:name, :role, :version, :started, :now)
                        """)
                .param("name", name)
                .param("role", role)
                .param("version", version)
                .param("started", time(NOW.minus(age)))
                .param("now", time(NOW))
                .update();
    }

    private void cycle(Duration age) {
        DATABASE.jdbc().sql("""
                        INSERT INTO agent_orchestration_reports (id, report_data, created_at)
                        VALUES (gen_random_uuid(), '{}', :at)
                        """).param("at", time(NOW.minus(age))).update();
    }

    private void ended(String status, boolean degraded, String errorCode) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, degraded, error_code, priority, created_at, finished_at)
                        VALUES (gen_random_uuid(), 'conversation_trainer', 'api', 'test', '{}', :status, :degraded, nullif(:code, ''), 5, :at, :at)
                        """)
                .param("status", status)
                .param("degraded", degraded)
                .param("code", errorCode)
                .param("at", time(NOW.minusSeconds(3600)))
                .update();
    }

    @Test
    void nodesOfOneVersionAreInOrder() {
        isSkipped(new VersionCheck(site().site()), "No node works");
        node("one", "agents", "1.2.0", Duration.ofDays(1));
        node("two", "orchestrator", "1.2.0", Duration.ofHours(1));

        passes(new VersionCheck(site().site()), "Version 1.2.0 on every node; nodes: 2");
    }

    @Test
    void nodesOfTwoCommitsAreMixedWhateverTheirVersion() {
        node("one", "agents", "1.2.0", Duration.ofDays(1));
        node("two", "agents", "1.2.0", Duration.ofHours(2));
        DATABASE.jdbc()
                .sql("UPDATE service_nodes SET commit = CASE name WHEN 'one' THEN '0123abc' ELSE '4567def' END")
                .update();

        fails(
                new VersionCheck(site().inTheService().site()),
                "1.2.0 of 0123abc, 1.2.0 of 4567def",
                "roll back the deployment");
    }

    @Test
    void nodesOfTwoVersionsAreADeploymentForAnHour() {
        node("one", "agents", "1.1.0", Duration.ofDays(1));
        node("two", "agents", "1.2.0", Duration.ofMinutes(59));
        warns(new VersionCheck(site().site()), "1.1.0, 1.2.0", "roll back the deployment");

        empty();
        node("one", "agents", "1.1.0", Duration.ofDays(1));
        node("two", "agents", "1.2.0", Duration.ofMinutes(61));
        fails(new VersionCheck(site().inTheService().site()), "1.1.0, 1.2.0", "roll back the deployment");
    }

    /** {@code deploy/deploy} asks before each deployment, and stops when a row fails. */
    @Test
    void whatADeploymentMayMendDoesNotStandInItsWay() {
        node("one", "agents", "1.1.0", Duration.ofDays(1));
        node("two", "orchestrator", "1.2.0", Duration.ofHours(5));
        cycle(Duration.ofHours(4));
        task(Duration.ofMinutes(10));

        warns(new VersionCheck(site().site()), "1.1.0, 1.2.0", "roll back the deployment");
        warns(new OrchestratorCheck(site().site()), "began 240 minutes ago", "./nuzantara cycle --wait");
        warns(new ErrorsCheck(site().site()), "a task is overdue by 10 minutes", "./nuzantara up");
    }

    private void task(Duration overdue) {
        DATABASE.jdbc().sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('reconcile', 'recurring', :due, false, 1)
                        """).param("due", time(NOW.minus(overdue))).update();
    }

    @Test
    void cyclesThatComeAreInOrder() {
        node("one", "all", "1.2.0", Duration.ofDays(1));
        cycle(Duration.ofMinutes(61));

        passes(new OrchestratorCheck(site().site()), "began 61 minutes ago");
    }

    @Test
    void cyclesThatDoNotComeAreTold() {
        node("one", "all", "1.2.0", Duration.ofDays(1));
        cycle(Duration.ofMinutes(150));
        warns(new OrchestratorCheck(site().site()), "began 150 minutes ago", "./nuzantara cycle --wait");

        empty();
        node("one", "all", "1.2.0", Duration.ofDays(1));
        cycle(Duration.ofMinutes(181));
        fails(new OrchestratorCheck(site().inTheService().site()), "began 181 minutes ago", "./nuzantara cycle --wait");
    }

    @Test
    void aServiceThatHasJustStartedIsGivenItsTime() {
        node("one", "all", "1.2.0", Duration.ofMinutes(5));
        warns(new OrchestratorCheck(site().site()), "No cycle has ended yet", "./nuzantara cycle --wait");
        cycle(Duration.ofDays(3));
        passes(new OrchestratorCheck(site().site()), "minutes ago");
    }

    @Test
    void cyclesThatAreOffOnPurposeAreTold() {
        warns(
                new OrchestratorCheck(
                        site().with("nuzantara.orchestrator.enabled", "false").site()),
                "ENABLE_ORCHESTRATOR is false",
                "ENABLE_ORCHESTRATOR=true");
        DATABASE.jdbc()
                .sql("INSERT INTO orchestrator_switch (enabled, changed_at, changed_by) VALUES (false, now(), 'test')")
                .update();
        warns(new OrchestratorCheck(site().site()), "switched off", "PUT /api/orchestrator");
    }

    @Test
    void aMissingOrchestratorIsAFaultOfARunningServiceOnly() {
        isSkipped(new OrchestratorCheck(site().site()), "No orchestrator works");
        fails(
                new OrchestratorCheck(site().inTheService().site()),
                "No orchestrator works",
                "NUZANTARA_ROLE=orchestrator");
    }

    @Test
    void aSchedulerThatDoesNotWorkIsTold() {
        node("one", "agents", "1.2.0", Duration.ofDays(1));
        passes(new ErrorsCheck(site().site()), "The scheduler works on 1 nodes");
        task(Duration.ofMinutes(10));

        fails(new ErrorsCheck(site().inTheService().site()), "a task is overdue by 10 minutes", "./nuzantara up");
    }

    @Test
    void aServiceWithoutWorkersIsTold() {
        fails(new ErrorsCheck(site().inTheService().site()), "No node that works on executions", "./nuzantara up");
    }

    @Test
    void executionsThatTookTheirProcessDownAreTold() {
        ended("failed", false, "poisoned");

        warns(new ErrorsCheck(site().site()), "took their process down", "executions --status failed");
    }

    @Test
    void manyExecutionsThatAreNotWholeAreTold() {
        ended("completed", true, "");
        ended("completed", false, "");

        warns(new ErrorsCheck(site().site()), "1 of 2 executions", "--since 24h");
    }

    /** Answers the calls of the API check as the service does. */
    private static Answer api(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        if (!Listening.hasToken(exchange)) {
            return new Answer(401, "{}");
        }
        if (path.endsWith("/run")) {
            return new Answer(400, "{}");
        }
        return path.contains("/executions/0")
                ? new Answer(404, "{\"code\":\"execution-unknown\"}")
                : new Answer(200, "{}");
    }

    @Test
    void callsThatAreThereAndClosedAreInOrder() {
        try (var service = Listening.answering(WorkFaultTests::api)) {
            passes(new ApiCheck(site().served(service.address(), TOKEN).site()), "9 calls are there");
        }
        isSkipped(new ApiCheck(site().site()), "No service answers");
    }

    @Test
    void aCallThatIsOpenToStrangersIsNamed() {
        try (var service = Listening.answering(exchange -> {
            var open = exchange.getRequestURI().getPath().endsWith("/status");
            return open ? new Answer(200, "{}") : api(exchange);
        })) {
            fails(
                    new ApiCheck(site().served(service.address(), TOKEN).site()),
                    "GET /api/autonomous-agents/status answers without a token",
                    "curl -i " + service.address());
        }
    }

    /** Too many, not now, not under this name. */
    @ParameterizedTest
    @ValueSource(ints = {421, 429, 503})
    void aRefusalOfAnotherKindIsNoOpenDoor(int status) {
        try (var service = Listening.answering(
                exchange -> Listening.hasToken(exchange) ? api(exchange) : new Answer(status, "{}"))) {
            var check = new ApiCheck(site().served(service.address(), TOKEN).site());

            fails(check, "/status answers %d, and not 401 to a stranger.".formatted(status), "curl -i");
            assertThat(Faults.row(check).sentence()).doesNotContain("without a token");
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotCalledOpen() throws IOException {
        var nobody = site().served(URI.create("http://127.0.0.1:" + Listening.closedPort()), TOKEN);
        var calls = new ApiCheck(nobody.site());

        fails(calls, "GET /api/autonomous-agents/status is not answered.", "curl -i");
        assertThat(Faults.row(calls).sentence())
                .doesNotContain("without a token")
                .containsOnlyOnce("/status is not");
        fails(new ErrorsCheck(nobody.site()), "an unknown execution is not answered", "curl -i");
    }

    @Test
    void aMissingCallIsNamed() {
        try (var service = Listening.answering(exchange -> {
            var missing = exchange.getRequestURI().getPath().contains("performance-optimizer");
            return missing && Listening.hasToken(exchange) ? new Answer(404, "{}") : api(exchange);
        })) {
            fails(
                    new ApiCheck(site().served(service.address(), TOKEN).site()),
                    "POST /api/autonomous-agents/performance-optimizer/run?readiness_probe=1 answers 404, and not 400",
                    "curl -i");
        }
    }

    @Test
    void anUnknownExecutionMustBeAnsweredByAProblem() {
        try (var service = Listening.answering(500, "<html>")) {
            fails(
                    new ErrorsCheck(site().served(service.address(), TOKEN).site()),
                    "answered by 500, and not by the problem execution-unknown",
                    "curl -i");
        }
    }

    private ArchitectureCheck agents(String address) {
        return agents(address, site());
    }

    private static ArchitectureCheck agents(String address, TestSite from) {
        var site = from.with("nuzantara.orchestrator.agents-url", address).served(URI.create(address), TOKEN);
        return new ArchitectureCheck(site.site(), BUILD);
    }

    private static Answer status(String version) {
        return new Answer(200, """
                {"success": true, "tier": 1, "total_agents": 1, "recent_executions": 0, "timestamp": "2026-03-02T09:00:00Z", "version": "%s",
                 "agents": [{"id": "conversation_trainer", "name": "Conversation Trainer", "description": "", "schedule": "", "priority": 5,
                   "estimated_duration_min": 1, "cron": "", "zone": "UTC", "enabled": true, "heavy": false, "cooldown_min": 1,
                   "dependencies": [], "parameters": [], "backlog": {}, "consecutive_failures": 0}]}
                """.formatted(version));
    }

    @Test
    void agentsOfTheSameVersionAreInOrder() {
        try (var service = Listening.answering(_ -> status("1.2.0"))) {
            passes(agents(service.address().toString()), "version 1.2.0, 1 agents");
        }
    }

    @Test
    void olderAgentsAreAWrongOrderOfDeployment() {
        try (var service = Listening.answering(_ -> status("1.1.9"))) {
            fails(agents(service.address().toString()), "1.1.9, older than this orchestrator (1.2.0)", "agents first");
        }
    }

    @Test
    void agentsThatAreMuchNewerAreTold() {
        try (var service = Listening.answering(_ -> status("1.4.0"))) {
            warns(agents(service.address().toString()), "more than one release newer", "Deploy the orchestrator too");
        }
    }

    @Test
    void slowAgentsAreTold() {
        try (var service = Listening.answering(_ -> {
            clock.advance(Duration.ofMillis(150));
            return status("1.2.0");
        })) {
            warns(agents(service.address().toString()), "150 ms", "one network");
        }
    }

    @Test
    void agentsThatDoNotLetUsInAreTold() {
        try (var service =
                Listening.answering(401, "{\"code\":\"unauthenticated\",\"detail\":\"The token is not valid.\"}")) {
            fails(
                    agents(service.address().toString()),
                    "does not let us in: The token is not valid.",
                    "NUZANTARA_SERVICE_TOKEN");
        }
    }

    @Test
    void anotherServiceAtTheAddressIsTold() {
        try (var service = Listening.answering(200, "<html>hello</html>")) {
            fails(agents(service.address().toString()), "could not be", "BACKEND_RAG_URL=");
        }
        try (var service = Listening.answering(200, "{\"status\":\"ok\"}")) {
            fails(agents(service.address().toString()), "", "BACKEND_RAG_URL=");
        }
    }

    @Test
    void agentsThatDoNotAnswerAreTold() throws IOException {
        fails(agents("http://127.0.0.1:" + Listening.closedPort()), "the connection was refused", "BACKEND_RAG_URL=");
        try (var silent = Listening.blackHole()) {
            fails(
                    agents("http://127.0.0.1:" + silent.getLocalPort(), site().impatient()),
                    "no answer in time",
                    "/readyz");
        }
    }

    @Test
    void anAddressOverWhichTheTokenWouldTravelReadableIsRefused() {
        fails(agents("http://agents.example.com"), "use https", "BACKEND_RAG_URL=");
    }

    @Test
    void withoutATokenTheAgentsLetNobodyIn() {
        var site = site().with("nuzantara.orchestrator.agents-url", "http://127.0.0.1:1");

        fails(new ArchitectureCheck(site.site(), BUILD), "no service token", "NUZANTARA_SERVICE_TOKEN");
    }

    @Test
    void theAgentsThemselvesCallNobody() {
        isSkipped(
                new ArchitectureCheck(
                        site().with("nuzantara.roles.orchestrator", "false").site(), BUILD),
                "calls nobody");
    }
}
