package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.LocalCaller.Answer;
import io.nuzantara.execution.TestIds;
import io.nuzantara.security.ServiceToken;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Approvals over HTTP: shown to whoever may read, decided by people, once. */
@ApplicationTest
class ApprovalsApiTests {

    private static final String HASH = "ab".repeat(32);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Tokens tokens;

    @Autowired
    ServiceToken service;

    private final UUID execution = TestIds.create().next();
    private final UUID approval = TestIds.create().next();
    private final String agent = "asks_" + approval.toString().substring(28);
    private LocalCaller ada;

    /** No node works on it: its row in the scheduler's table lies in the far future. */
    @BeforeEach
    void ask() {
        ada = caller("ada", "admin");
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, :agent, 'api', 'test', '{}', 'waiting_approval', 5, now())
                        """).param("id", execution).param("agent", agent).update();
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('execution', :id, now() + interval '1 year', false, 1)
                        """).param("id", execution.toString()).update();
        jdbc.sql("""
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, expires_at)
                        VALUES (:id, :execution, 'publish', 'prompt:approve', 'Publish it', '{"text": "<b>hello</b>"}', :hash, 'pending', now() + interval '1 day')
                        """)
                .param("id", approval)
                .param("execution", execution)
                .param("hash", HASH)
                .update();
    }

    private LocalCaller caller(String name, String scope) {
        var request = new TokenRequest(name, List.of(scope), Instant.now().plus(Duration.ofHours(1)));
        return new LocalCaller(port, tokens.create(request, "test").text().reveal());
    }

    @Test
    void whatWaitsIsListedWithExactlyWhatIsApproved() {
        var list = caller("reader", "read").get("/api/approvals?agent=" + agent);

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().get("approvals").size()).isEqualTo(1);
        var one = list.json().get("approvals").get(0);
        assertThat(one.get("approval_id").asString()).isEqualTo(approval.toString());
        assertThat(one.get("payload").get("text").asString()).isEqualTo("<b>hello</b>");
        assertThat(one.get("payload_hash").asString()).isEqualTo(HASH);
        assertThat(one.get("status").asString()).isEqualTo("pending");
        assertThat(ada.get("/api/approvals?status=approved&agent=" + agent)
                        .json()
                        .get("approvals")
                        .size())
                .isZero();
        assertThat(ada.get("/api/approvals/" + approval).text("execution_id")).isEqualTo(execution.toString());
    }

    @Test
    void theExecutionNamesWhatItWaitsFor() {
        var answer = ada.get("/api/autonomous-agents/executions/" + execution);

        assertThat(answer.map("state")).containsEntry("approval_id", approval.toString());
        assertThat(answer.map("links"))
                .containsEntry("approval", "/api/approvals/" + approval)
                .containsKey("cancel")
                .doesNotContainKeys("retry", "retry_failed");
    }

    @Test
    void ofTwoPeopleAtOnceOneWinsAndTheOtherSeesWho() throws Exception {
        var bob = caller("bob", "admin");
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> decisions =
                    List.of(() -> decide(ada, "approve", HASH), () -> decide(bob, "reject", HASH));

            var answers =
                    people.invokeAll(decisions).stream().map(Future::resultNow).toList();

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
            var won = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow();
            var lost = answers.stream()
                    .filter(answer -> answer.status() == 409)
                    .findFirst()
                    .orElseThrow();
            assertThat(lost.text("code")).isEqualTo("approval-decided");
            assertThat(lost.text("decided_by"))
                    .isEqualTo(won.text("decided_by"))
                    .isIn("ada", "bob");
            assertThat(lost.text("decision")).isEqualTo(won.text("status"));
        }
    }

    @Test
    void anApprovalOfSomethingElseIsRefusedWithTheHashOfWhatIsThere() {
        var answer = decide(ada, "approve", "cd".repeat(32));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("approval-changed");
        assertThat(answer.text("payload_hash")).isEqualTo(HASH);
        assertThat(ada.get("/api/approvals/" + approval).text("status")).isEqualTo("pending");
    }

    @Test
    void anEditIsApprovedUnderTheHashOfWhatWasShown() {
        var answer = ada.post("/api/approvals/" + approval + "/decision", """
                {"decision": "approve", "payload_hash": "%s", "edited_payload": {"text": "hello"}, "note": " shorter "}
                """.formatted(HASH));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.map("edited_payload")).isEqualTo(java.util.Map.of("text", "hello"));
        assertThat(answer.text("note")).isEqualTo("shorter");
        assertThat(answer.text("decided_by")).isEqualTo("ada");
    }

    @Test
    void nobodyDecidesAfterTheTimeIsOver() {
        jdbc.sql("UPDATE approvals SET expires_at = now() - interval '1 second' WHERE id = :id")
                .param("id", approval)
                .update();

        var answer = decide(ada, "approve", HASH);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("approval-decided");
        assertThat(answer.text("decision")).isEqualTo("expired");
    }

    @Test
    void machinesNeverDecide() {
        jdbc.sql("UPDATE approvals SET permission = 'execution:start' WHERE id = :id")
                .param("id", approval)
                .update();

        assertThat(decide(new LocalCaller(port, service.value()), "approve", HASH)
                        .status())
                .isEqualTo(403);
        for (var scope : List.of("read", "run", "cancel", "retry", "ingest")) {
            assertThat(decide(caller("machine", scope), "approve", HASH).status())
                    .as(scope)
                    .isEqualTo(403);
        }
        assertThat(ada.get("/api/approvals/" + approval).text("status")).isEqualTo("pending");
    }

    @Test
    void whoLacksThePermissionOfTheApprovalIsToldWhichOne() {
        jdbc.sql("UPDATE approvals SET permission = 'moon:land' WHERE id = :id")
                .param("id", approval)
                .update();

        var answer = decide(ada, "approve", HASH);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("detail")).contains("moon:land");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"decision\": \"maybe\", \"payload_hash\": \"HASH\"}                                  | #/decision",
                "{\"payload_hash\": \"HASH\"}                                                           | #/decision",
                "{\"decision\": \"approve\"}                                                            | #/payload_hash",
                "{\"decision\": \"approve\", \"payload_hash\": \"ABC\"}                                 | #/payload_hash",
                "{\"decision\": \"reject\", \"payload_hash\": \"HASH\", \"edited_payload\": {}}         | #/edited_payload",
                "{\"decision\": \"approve\", \"payload_hash\": \"HASH\", \"edited_payload\": \"a\\u0000\"} | #/edited_payload",
                "{\"decision\": \"approve\", \"payload_hash\": \"HASH\", \"note\": \"a\\u0000\"}        | #/note"
            })
    void aDecisionThatMakesNoSenseIsRefused(String body, String pointer) {
        var answer = ada.post("/api/approvals/" + approval + "/decision", body.replace("HASH", HASH));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("body-invalid");
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(ada.get("/api/approvals/" + approval).text("status")).isEqualTo("pending");
    }

    @Test
    void anEditWithoutEndIsRefused() {
        aDecisionThatMakesNoSenseIsRefused(
                "{\"decision\": \"approve\", \"payload_hash\": \"HASH\", \"edited_payload\": \"%s\"}"
                        .formatted("a".repeat(70_000)),
                "#/edited_payload");
    }

    @Test
    void anUnknownApprovalIsA404() {
        for (var id : List.of("01890000-0000-7000-8000-000000000000", "42")) {
            assertThat(ada.get("/api/approvals/" + id).text("code")).isEqualTo("approval-unknown");
            assertThat(ada.post(
                                    "/api/approvals/" + id + "/decision",
                                    "{\"decision\": \"reject\", \"payload_hash\": \"" + HASH + "\"}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"status=open", "limit=0", "cursor=!!"})
    void aListQueryThatMakesNoSenseIsRefused(String query) {
        assertThat(ada.get("/api/approvals?" + query).text("code")).isEqualTo("parameter-invalid");
    }

    private Answer decide(LocalCaller who, String decision, String hash) {
        return who.post(
                "/api/approvals/" + approval + "/decision",
                "{\"decision\": \"%s\", \"payload_hash\": \"%s\"}".formatted(decision, hash));
    }
}
