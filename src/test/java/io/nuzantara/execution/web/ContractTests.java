package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.LocalCaller.Answer;
import io.nuzantara.database.DataDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The HTTP contract that the original's callers know, field by field. */
@ApplicationTest
class ContractTests {

    private static final String AGENTS = "/api/autonomous-agents/";
    private static final List<String> ALL = List.of(
            "conversation-trainer", "client-value-predictor", "knowledge-graph-builder", "performance-optimizer");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataDirectory data;

    private LocalCaller caller;

    @BeforeEach
    void signIn() {
        caller = new LocalCaller(port, data.read("admin.token").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation-trainer",
                "client-value-predictor",
                "knowledge-graph-builder",
                "performance-optimizer"
            })
    void aStartIsAcceptedAndItsExecutionEnds(String agent) {
        var answer = caller.post(AGENTS + agent + "/run", null);

        assertThat(answer.status()).isEqualTo(202);
        var id = answer.text("execution_id");
        assertThat(answer.header("Location")).isEqualTo(AGENTS + "executions/" + id);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(answer.names())
                .contains(
                        "execution_id",
                        "agent_name",
                        "status",
                        "message",
                        "started_at",
                        "completed_at",
                        "result",
                        "error");
        assertThat(answer.text("agent_name")).isEqualTo(agent.replace('-', '_'));
        assertThat(answer.text("status")).isIn("started", "running");
        assertThat(Instant.parse(answer.text("started_at"))).isBefore(Instant.now());

        var ended = ended(id);
        assertThat(ended.text("status")).isEqualTo("completed");
        assertThat(Instant.parse(ended.text("completed_at"))).isAfter(Instant.parse(ended.text("started_at")));
        assertThat(ended.json().get("error").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conversation-trainer   | insights_found improved_prompt_chars pr_branch message",
                "client-value-predictor | vip_nurtured high_risk_contacted total_messages_sent errors message",
                "knowledge-graph-builder| top_entities_count hubs_count relationship_types_count top_entities top_hubs message",
                "performance-optimizer  | statements_analysed coverage_pct findings critical proposals applied message"
            })
    void everyAgentKeepsItsResultFields(String agent, String fields) {
        var id = caller.post(AGENTS + agent + "/run", null).text("execution_id");

        var result = ended(id).json().get("result");

        assertThat(result.propertyNames()).contains(fields.split(" "));
    }

    @Test
    void parametersAreReadFromTheQueryAndFromTheBody() {
        assertThat(parameters(caller.post(AGENTS + "knowledge-graph-builder/run?days_back=31&init_schema=true", null)))
                .isEqualTo(Map.of("days_back", 31, "init_schema", true));
        assertThat(parameters(caller.post(
                        AGENTS + "knowledge-graph-builder/run", "{\"days_back\": 32, \"init_schema\": true}")))
                .isEqualTo(Map.of("days_back", 32, "init_schema", true));
        assertThat(parameters(caller.post(AGENTS + "knowledge-graph-builder/run?days_back=33", "{\"days_back\": 33}")))
                .isEqualTo(Map.of("days_back", 33, "init_schema", false));
        assertThat(parameters(caller.post(AGENTS + "conversation-trainer/run", "{}")))
                .isEqualTo(Map.of("days_back", 7));
    }

    private Map<String, Object> parameters(Answer accepted) {
        assertThat(accepted.status()).isEqualTo(202);
        return ended(accepted.text("execution_id")).map("parameters");
    }

    @Test
    void aParameterThatDiffersInQueryAndBodyIsAConflict() {
        var answer = caller.post(AGENTS + "conversation-trainer/run?days_back=7", "{\"days_back\": 8}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("parameters-conflict");
        assertThat(answer.text("detail")).contains("days_back", "7", "8");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            emptyValue = "",
            value = {
                "conversation-trainer, -5, 1, 365",
                "conversation-trainer, 0, 1, 365",
                "conversation-trainer, 366, 1, 365",
                "conversation-trainer, 1000000000000, 1, 365",
                "conversation-trainer, abc, 1, 365",
                "conversation-trainer, '', 1, 365",
                "conversation-trainer, 7.5, 1, 365",
                "conversation-trainer, 99999999999999999999999, 1, 365",
                "knowledge-graph-builder, -5, 1, 3650",
                "knowledge-graph-builder, 0, 1, 3650",
                "knowledge-graph-builder, 3651, 1, 3650",
                "knowledge-graph-builder, 1000000000000, 1, 3650",
                "knowledge-graph-builder, abc, 1, 3650",
                "knowledge-graph-builder, '', 1, 3650"
            })
    void daysBackOutOfRangeIsRefusedWithItsNameAndRange(String agent, String value, String min, String max) {
        var inQuery = caller.post(AGENTS + agent + "/run?days_back=" + value, null);
        var inBody = caller.post(AGENTS + agent + "/run", "{\"days_back\": \"" + value + "\"}");

        assertThat(List.of(inQuery, inBody)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.text("code")).isEqualTo("parameter-invalid");
            assertThat(answer.text("type")).isEqualTo("/help/problems/parameter-invalid");
            assertThat(answer.text("detail")).contains("days_back", min + " to " + max);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"days_back\": 1e12}", "{\"days_back\": -5}", "{\"days_back\": true}", "{\"days_back\": [7]}"})
    void numbersInTheBodyAreCheckedAsThoseInTheQuery(String body) {
        var answer = caller.post(AGENTS + "conversation-trainer/run", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("parameter-invalid");
    }

    @Test
    void aParameterTheAgentDoesNotKnowIsRefused() {
        var answer = caller.post(AGENTS + "conversation-trainer/run?day_back=7", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("day_back", "days_back");
    }

    @Test
    void anUnknownAgentIsA404ThatNamesTheAgents() {
        var answer = caller.post(AGENTS + "tea-maker/run", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("agent-unknown");
        assertThat(answer.text("detail")).contains(ALL);
    }

    @Test
    void internalExecutionsCannotBeStartedFromOutside() {
        assertThat(caller.post(AGENTS + "probe/run?work=x", null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01890000-0000-7000-8000-000000000000", "not-a-uuid", "42"})
    void anUnknownExecutionIsA404(String id) {
        var answer = caller.get(AGENTS + "executions/" + id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("execution-unknown");
    }

    @Test
    void theStatusShowsEveryAgent() {
        var answer = caller.get(AGENTS + "status");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("success").booleanValue()).isTrue();
        assertThat(answer.json().get("tier").intValue()).isEqualTo(1);
        assertThat(answer.json().get("total_agents").intValue()).isEqualTo(4);
        assertThat(answer.json().get("recent_executions").isIntegralNumber()).isTrue();
        assertThat(Instant.parse(answer.text("timestamp")))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(answer.json().get("agents").values().stream()
                        .map(agent -> agent.get("id").stringValue()))
                .containsExactlyInAnyOrderElementsOf(
                        ALL.stream().map(agent -> agent.replace('-', '_')).toList());
        assertThat(answer.json().get("agents").values())
                .allSatisfy(agent -> assertThat(agent.propertyNames())
                        .contains("id", "name", "description", "schedule", "priority", "estimated_duration_min"));
    }

    @Test
    void executionsAreListedNewestFirstInPages() {
        for (var number = 0; number < 3; number++) {
            ended(caller.post(AGENTS + "client-value-predictor/run", null).text("execution_id"));
        }

        var first = caller.get(AGENTS + "executions?limit=2");
        var second = caller.get(AGENTS + "executions?limit=2&cursor=" + first.text("next_cursor"));

        assertThat(first.json().get("success").booleanValue()).isTrue();
        assertThat(first.json().get("total").intValue()).isGreaterThanOrEqualTo(3);
        var starts = List.of(first, second).stream()
                .flatMap(page -> page.json().get("executions").values().stream())
                .map(execution -> Instant.parse(execution.get("started_at").stringValue()))
                .toList();
        assertThat(starts).hasSizeGreaterThanOrEqualTo(3).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(starts).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=1000000000",
                "limit=x",
                "status=done",
                "cursor=!!",
                "degraded=maybe"
            })
    void aListQueryThatMakesNoSenseIsRefused(String query) {
        var answer = caller.get(AGENTS + "executions?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("parameter-invalid");
    }

    @Test
    void aSecondStartOfARunningAgentReturnsItOrSaysThatItIsActive() {
        var running = UUID.randomUUID();
        var agent = "conversation_trainer";
        Awaitility.await().until(() -> inserted(running, agent));
        try {
            var same = caller.post(AGENTS + "conversation-trainer/run?days_back=7", null);
            var other = caller.post(AGENTS + "conversation-trainer/run?days_back=8", null);

            assertThat(same.status()).isEqualTo(202);
            assertThat(same.text("execution_id")).isEqualTo(running.toString());
            assertThat(same.json().get("deduplicated").booleanValue()).isTrue();
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.text("code")).isEqualTo("execution-active");
            assertThat(other.text("execution_id")).isEqualTo(running.toString());
        } finally {
            jdbc.sql("""
                            WITH task AS (DELETE FROM scheduled_tasks WHERE task_name = 'execution' AND task_instance = CAST(:id AS text))
                            DELETE FROM agent_executions WHERE id = :id
                            """).param("id", running).update();
        }
    }

    /** A running execution whose turn comes tomorrow; without a task it would be given one within seconds, and worked on. */
    private boolean inserted(UUID id, String agent) {
        return jdbc.sql("""
                                WITH running AS (
                                  INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, exclusive_key, status, priority, created_at, running_since)
                                  VALUES (:id, :agent, 'api', 'test', '{"days_back": 7}', :agent, 'running', 8, now(), now())
                                  ON CONFLICT DO NOTHING
                                  RETURNING id)
                                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                                SELECT 'execution', id::text, now() + INTERVAL '1 day', false, 1 FROM running
                                """).param("id", id).param("agent", agent).update() == 1;
    }

    @Test
    void anIdempotencyKeyMakesARepeatReturnTheFirstExecution() {
        var key = UUID.randomUUID().toString();
        var first = caller.post(AGENTS + "conversation-trainer/run", null, "Idempotency-Key", key);
        ended(first.text("execution_id"));

        var repeat = caller.post(AGENTS + "conversation-trainer/run", null, "Idempotency-Key", key);
        var other = caller.post(AGENTS + "conversation-trainer/run?days_back=9", null, "Idempotency-Key", key);

        assertThat(repeat.status()).isEqualTo(202);
        assertThat(repeat.text("execution_id")).isEqualTo(first.text("execution_id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("idempotency-key-reused");
    }

    @Test
    void anIdempotencyKeyThatIsNoneIsRefused() {
        var answer = caller.post(AGENTS + "conversation-trainer/run", null, "Idempotency-Key", "x".repeat(201));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aCallerThatPrefersToWaitGetsTheEnd() {
        var answer = caller.post(AGENTS + "client-value-predictor/run", null, "Prefer", "wait=30");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("completed");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        var stranger = new LocalCaller(port, "");

        assertThat(stranger.get(AGENTS + "status").status()).isEqualTo(401);
        assertThat(stranger.get(AGENTS + "executions").status()).isEqualTo(401);
        assertThat(stranger.post(AGENTS + "conversation-trainer/run", null).status())
                .isEqualTo(401);
    }

    @Test
    void anotherContentTypeAndBrokenJsonAreProblems() {
        var xml = caller.post(AGENTS + "conversation-trainer/run", "<days_back/>", "Content-Type", "application/xml");
        var broken = caller.post(AGENTS + "conversation-trainer/run", "{\"days_back\": ");

        assertThat(xml.status()).isEqualTo(415);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(List.of(xml, broken))
                .allSatisfy(answer -> assertThat(answer.header("Content-Type")).startsWith("application/problem+json"));
    }

    private Answer ended(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> caller.get(AGENTS + "executions/" + id),
                        answer -> !answer.json().get("completed_at").isNull());
    }
}
