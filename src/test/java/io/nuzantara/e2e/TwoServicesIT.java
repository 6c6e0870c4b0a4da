package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.LocalCaller;
import io.nuzantara.llm.fake.Behaviours;
import io.nuzantara.llm.fake.FakeModelServer;
import io.nuzantara.llm.fake.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whatever dies, a cycle ends with a whole report, each agent has run once and nobody is alarmed without need. One story, because
 * every start of a process costs seconds.
 */
class TwoServicesIT {

    private static final String WHY = "<b>work</b> waits";
    private static final int ENOUGH_WORK = 15;
    private static final List<String> CRASH_POINTS =
            List.of("cycle.observed", "cycle.planned", "cycle.started-one", "cycle.before-report");

    @TempDir
    Path directory;

    @Test
    void whateverDiesTheCycleEndsAndEachAgentRanOnce() throws Exception {
        try (var services = new TwoServices(directory);
                var model = FakeModelServer.start().always(Behaviours.says(TwoServicesIT::runEverything))) {
            var agents = services.beginAgents();
            var orchestrator = services.beginOrchestrator(Map.of(), "");
            agents.ready();
            services.importBusiness(120);
            orchestrator.ready();

            var byRules = theAgentsDieInACycle(services, agents, orchestrator);
            theAgentsAreAwayForTwoCycles(services, orchestrator);
            orchestrator.kill();
            agents = services.beginAgents().ready();
            var byModel = theOrchestratorDiesInEachPhase(services, model);
            orchestrator = services.beginOrchestrator(key(model), "").ready();
            theCycleEnds(services, orchestrator, byModel);
            var afterFailure = theModelFails(services, orchestrator, model);
            thePagesSayWhoDecided(agents, byRules, byModel, afterFailure);
        }
    }

    /** What the model says: every agent that may run, with a reason that tries to be more than text. */
    private static String runEverything(Received request) {
        var all = request.schema().findValue("enum").valueStream().map(JsonNode::stringValue);
        return "{\"run\": [%s], \"leave\": []}"
                .formatted(all.map(agent -> "{\"agent\": \"%s\", \"why\": \"%s\"}".formatted(agent, WHY))
                        .collect(Collectors.joining(", ")));
    }

    private static String theAgentsDieInACycle(TwoServices services, Service agents, Service orchestrator)
            throws Exception {
        var cycle = TwoServices.request(orchestrator);
        awaitWork(services);
        agents.kill();
        assertThat(atWork(services)).as("the process died in the middle").isPositive();
        services.letHeartbeatsExpire();
        services.beginAgents().ready();
        var report = TwoServices.ended(orchestrator, cycle);

        assertThat(decidedBy(report)).isEqualTo("rules");
        assertEachRanOnce(services, report);
        assertThat(services.slack.posted()).as("no false alert").isEmpty();
        return cycle;
    }

    private static void awaitWork(TwoServices services) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> number(services, "SELECT coalesce(sum(done), 0) FROM execution_progress") >= ENOUGH_WORK);
    }

    private static long atWork(TwoServices services) {
        return number(services, "SELECT count(*) FROM agent_executions WHERE finished_at IS NULL");
    }

    private static long number(TwoServices services, String sql) {
        return services.jdbc().sql(sql).query(Long.class).single();
    }

    private static void theAgentsAreAwayForTwoCycles(TwoServices services, Service orchestrator) throws Exception {
        services.killAgents();
        for (var number = 0; number < 2; number++) {
            var report = TwoServices.ended(orchestrator, TwoServices.request(orchestrator));

            assertThat(report.text("status")).isEqualTo("completed");
            assertThat(report.json().get("runs")).isEmpty();
            assertThat(report.json().get("plan").get("left_out").valueStream())
                    .hasSize(4)
                    .allSatisfy(left ->
                            assertThat(left.get("reason_code").stringValue()).isEqualTo("agents_unreachable"));
        }
        awaitPosts(services, 1);
        assertThat(services.slack.posted().getFirst()).contains("Agents service does not answer");
    }

    private static void awaitPosts(TwoServices services, int number) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> services.slack.posted().size() >= number);
        assertThat(services.slack.posted()).hasSize(number);
    }

    private static String theOrchestratorDiesInEachPhase(TwoServices services, FakeModelServer model) throws Exception {
        services.forgetExecutions();
        var cycle = "";
        for (var point : CRASH_POINTS) {
            var doomed = services.beginOrchestrator(key(model), point);
            if (cycle.isEmpty()) {
                cycle = TwoServices.request(doomed.ready());
            }
            assertThat(doomed.died()).as(point + "\n" + doomed.log()).isEqualTo(137);
            services.letHeartbeatsExpire();
        }
        return cycle;
    }

    private static void theCycleEnds(TwoServices services, Service orchestrator, String cycle) throws Exception {
        var report = TwoServices.ended(orchestrator, cycle);

        assertThat(decidedBy(report)).isEqualTo("model");
        assertThat(report.json().get("plan").get("runs").valueStream())
                .allSatisfy(run -> assertThat(run.get("why").stringValue()).isEqualTo(WHY));
        assertEachRanOnce(services, report);
        awaitPosts(services, 2);
        assertThat(services.slack.posted().get(1)).contains("Recovered").contains("Agents service does not answer");
    }

    private static Map<String, String> key(FakeModelServer model) {
        return Map.of(
                "ANTHROPIC_API_KEY",
                "sk-ant-not-a-secret",
                "ANTHROPIC_BASE_URL",
                model.url().toString());
    }

    private static String theModelFails(TwoServices services, Service orchestrator, FakeModelServer model)
            throws Exception {
        services.forgetExecutions();
        model.always(Behaviours.status(401, "authentication_error"));
        var cycle = TwoServices.request(orchestrator);
        var report = TwoServices.ended(orchestrator, cycle);

        assertThat(decidedBy(report)).isEqualTo("rules_after_model_failure");
        assertThat(report.json().get("plan").get("asked").get("refusal").stringValue())
                .isEqualTo("not_authorised");
        assertThat(report.json().get("runs")).isNotEmpty();
        return cycle;
    }

    private static void thePagesSayWhoDecided(Service agents, String byRules, String byModel, String afterFailure)
            throws Exception {
        var visitor = new Visitor(agents);

        assertThat(visitor.page(byRules)).contains("Rules decided; no language model is configured");
        assertThat(visitor.page(byModel))
                .contains("A language model decided the order")
                .contains("&lt;b&gt;work&lt;/b&gt; waits")
                .doesNotContain(WHY);
        assertThat(visitor.page(afterFailure)).contains("Rules decided, because the language model did not.");
    }

    private static String decidedBy(LocalCaller.Answer report) {
        return report.json().get("plan").get("decided_by").stringValue();
    }

    private static void assertEachRanOnce(TwoServices services, LocalCaller.Answer report) {
        assertThat(report.text("status")).isEqualTo("completed");
        var runs = report.json().get("runs").values();
        assertThat(runs)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(run -> assertThat(status(run)).as(run.toString()).isEqualTo("completed"));
        assertThat(report.json().get("runs").size()
                        + report.json().get("plan").get("left_out").size())
                .as("every agent has its reason")
                .isEqualTo(4);
        assertThat(services.executionsByAgent())
                .hasSize(runs.size())
                .allSatisfy((agent, number) -> assertThat(number).as(agent).isEqualTo(1));
    }

    private static String status(JsonNode run) {
        return run.get("status").stringValue();
    }
}
