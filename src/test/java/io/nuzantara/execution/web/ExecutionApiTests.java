package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.LocalCaller.Answer;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.execution.TestIds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One execution over HTTP: where it stands, its items, and what can be asked of it. */
@ApplicationTest
class ExecutionApiTests {

    private static final String EXECUTIONS = "/api/autonomous-agents/executions/";
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

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

    @Test
    void costAndProgressAreTheSumsOverTheLanes() {
        var id = ended();
        progress(id, 0, 10, 1, 700, "0.000125");
        progress(id, 3, 5, 2, 300, "0.5");

        var answer = caller.get(EXECUTIONS + id);

        assertThat(answer.map("progress")).isEqualTo(java.util.Map.of("done", 15, "failed", 3, "total", 20));
        assertThat(answer.map("cost"))
                .isEqualTo(java.util.Map.of("tokens", 1000, "amount", "0.500125", "currency", "USD"));
    }

    @Test
    void anEndedExecutionCanBeRetriedAndNotCancelled() {
        var whole = ended();
        var broken = ended();
        progress(broken, 0, 1, 1, 0, "0");

        assertThat(caller.get(EXECUTIONS + whole).map("links"))
                .containsOnlyKeys("self", "events", "items", "retry")
                .containsEntry("self", EXECUTIONS + whole)
                .containsEntry("retry", EXECUTIONS + whole + "/retry");
        assertThat(caller.get(EXECUTIONS + broken).map("links"))
                .containsEntry("retry_failed", EXECUTIONS + broken + "/retry?failed_items=true");
    }

    @Test
    void anUnchangedExecutionIsNotSentAgain() {
        var id = ended();
        var first = caller.get(EXECUTIONS + id);
        var tag = first.header("ETag");

        var second = caller.get(EXECUTIONS + id, "If-None-Match", tag);
        progress(id, 0, 1, 0, 1, "0");
        var third = caller.get(EXECUTIONS + id, "If-None-Match", tag);

        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.response().body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(tag);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void itemsAreListedByNumberInPagesWithoutTheirInput() {
        var id = ended();
        items(id, 7);

        var first = caller.get(EXECUTIONS + id + "/items?limit=4");
        var second = caller.get(EXECUTIONS + id + "/items?limit=4&cursor=" + first.text("next_cursor"));

        assertThat(numbers(first)).containsExactly(1, 2, 3, 4);
        assertThat(numbers(second)).containsExactly(5, 6, 7);
        assertThat(second.text("next_cursor")).isEmpty();
        var item = first.json().get("items").get(1);
        assertThat(item.propertyNames())
                .containsExactly("number", "kind", "key", "status", "attempts", "error_code", "error", "finished_at");
        assertThat(item.get("key").asString()).isEqualTo("key 2");
        assertThat(first.response().body()).doesNotContain("secret input");
    }

    @Test
    void failedItemsSayWhy() {
        var id = ended();
        items(id, 7);

        var failed = caller.get(EXECUTIONS + id + "/items?status=failed");

        assertThat(numbers(failed)).containsExactly(3, 6);
        assertThat(failed.json().get("items").get(0).get("error_code").asString())
                .isEqualTo("model_refused");
        assertThat(failed.json().get("items").get(0).get("error").asString()).isEqualTo("The model refused.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=broken", "limit=0", "limit=201", "cursor=!!", "cursor=YWJj"})
    void anItemQueryThatMakesNoSenseIsRefused(String query) {
        var answer = caller.get(EXECUTIONS + ended() + "/items?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("parameter-invalid");
    }

    @Test
    void executionsSinceAnInstantAreListed() {
        var agent = "since_" + UUID.randomUUID().toString().substring(0, 8);
        var ids = new ArrayList<String>();
        for (var second = 0; second < 5; second++) {
            ids.add(ended(agent, START.plusSeconds(second)).toString());
        }

        var first = caller.get(list(agent) + "&limit=2&since=2026-01-01T10:00:01Z");
        var second = caller.get(
                list(agent) + "&limit=2&since=2026-01-01T11:00:01%2B01:00&cursor=" + first.text("next_cursor"));

        assertThat(first.json().get("total").asInt()).isEqualTo(4);
        assertThat(first.json().get("total_is_lower_bound").asBoolean()).isFalse();
        assertThat(ids(first)).containsExactly(ids.get(4), ids.get(3));
        assertThat(ids(second)).containsExactly(ids.get(2), ids.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"since=yesterday", "since=2026-01-01", "since="})
    void aBeginningThatIsNoInstantIsRefused(String query) {
        var answer = caller.get("/api/autonomous-agents/executions?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "retry", "items"})
    void nothingIsKnownOfAnUnknownExecution(String what) {
        for (var id : List.of("01890000-0000-7000-8000-000000000000", "42")) {
            var path = EXECUTIONS + id + "/" + what;
            var answer = what.equals("items") ? caller.get(path) : caller.post(path, null);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("code")).isEqualTo("execution-unknown");
        }
    }

    private static String list(String agent) {
        return "/api/autonomous-agents/executions?agent=" + agent;
    }

    private static List<Integer> numbers(Answer page) {
        return page.json().get("items").values().stream()
                .map(item -> item.get("number").asInt())
                .toList();
    }

    private static List<String> ids(Answer page) {
        return page.json().get("executions").values().stream()
                .map(execution -> execution.get("execution_id").asString())
                .toList();
    }

    private UUID ended() {
        return ended("api_test", START);
    }

    private UUID ended(String agent, Instant at) {
        var id = TestIds.create().next();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, items_total, created_at, finished_at)
                        VALUES (:id, :agent, 'api', 'test', '{}', 'completed', 5, 20, :at, :at)
                        """)
                .param("id", id)
                .param("agent", agent)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
        return id;
    }

    private void progress(UUID id, int lane, long done, long failed, long tokens, String cost) {
        jdbc.sql("""
                        INSERT INTO execution_progress (execution_id, lane, done, failed, tokens, cost)
                        VALUES (:id, :lane, :done, :failed, :tokens, CAST(:cost AS numeric))
                        """)
                .param("id", id)
                .param("lane", lane)
                .param("done", done)
                .param("failed", failed)
                .param("tokens", tokens)
                .param("cost", cost)
                .update();
    }

    /** Each third failed. */
    private void items(UUID id, int number) {
        jdbc.sql("""
                        INSERT INTO execution_items (execution_id, item_no, kind, item_key, input, status, attempts, not_before, error_code, error, finished_at)
                        SELECT :id, n, 'conversation', 'key ' || n, '"secret input"', CASE WHEN n % 3 = 0 THEN 'failed' ELSE 'done' END, 1, now(),
                               CASE WHEN n % 3 = 0 THEN 'model_refused' END, CASE WHEN n % 3 = 0 THEN 'The model refused.' END, now()
                          FROM generate_series(1, :number) n
                        """).param("id", id).param("number", number).update();
    }
}
