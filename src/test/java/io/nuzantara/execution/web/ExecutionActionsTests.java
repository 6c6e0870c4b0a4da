package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.LocalCaller;
import io.nuzantara.LocalCaller.Answer;
import io.nuzantara.execution.ApprovalRequest;
import io.nuzantara.execution.Decision;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.ProbeAgent;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Cancel, retry and decisions over HTTP, with an agent at work. */
@ApplicationTest
class ExecutionActionsTests {

    private static final String EXECUTIONS = "/api/autonomous-agents/executions/";

    @LocalServerPort
    int port;

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    Tokens tokens;

    private LocalCaller caller;

    @BeforeEach
    void signIn() {
        caller = caller("ada", "admin");
    }

    private LocalCaller caller(String name, String... scopes) {
        var request = new TokenRequest(name, List.of(scopes), Instant.now().plus(Duration.ofHours(1)));
        return new LocalCaller(port, tokens.create(request, "test").text().reveal());
    }

    private String start(String work) {
        var start = executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", work)), Trigger.API, "test", "probe:" + work, null));
        assertThat(start).isInstanceOf(Start.Accepted.class);
        return ((Start.Accepted) start).id().toString();
    }

    private Answer reaches(String id, String status) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> caller.get(EXECUTIONS + id),
                        answer -> answer.text("status").equals(status));
    }

    /** Works until somebody cancels it, or the test lets it go. */
    private void teachBlocked(String work, CountDownLatch release) {
        probe.teach(work, execution -> {
            execution.phase("blocked");
            execution.step("block", String.class, () -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return "released";
            });
            execution.checkCancelled();
            return new Outcome.Completed("released", Map.of());
        });
    }

    @Test
    void aRunningExecutionIsCancelledOnceAndThenRetried() {
        var release = new CountDownLatch(1);
        teachBlocked("actions-cancel", release);
        var id = start("actions-cancel");
        Awaitility.await()
                .until(() -> "blocked"
                        .equals(caller.get(EXECUTIONS + id).map("state").get("phase")));

        var early = caller.post(EXECUTIONS + id + "/retry", null);
        var cancelled = caller.post(EXECUTIONS + id + "/cancel", null);

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("code")).isEqualTo("execution-not-finished");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.text("execution_id")).isEqualTo(id);
        assertThat(cancelled.map("state").get("cancel_requested_at")).isNotNull();
        reaches(id, "cancelled");

        var late = caller.post(EXECUTIONS + id + "/cancel", null);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("execution-finished");

        var retried = caller.post(EXECUTIONS + id + "/retry", null);
        var again = caller.post(EXECUTIONS + id + "/retry", null);
        release.countDown();

        assertThat(retried.status()).isEqualTo(202);
        var retry = retried.text("execution_id");
        assertThat(retried.header("Location")).isEqualTo(EXECUTIONS + retry);
        assertThat(retried.text("retry_of")).isEqualTo(id);
        assertThat(retried.text("trigger")).isEqualTo("retry");
        assertThat(retried.map("parameters")).containsEntry("work", "actions-cancel");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("execution-active");
        assertThat(again.text("execution_id")).isEqualTo(retry);
        assertThat(reaches(retry, "completed").text("message")).isEqualTo("released");
        assertThat(caller.get(EXECUTIONS + id).text("status"))
                .as("final states are never left")
                .isEqualTo("cancelled");
    }

    @Test
    void failedItemsCannotBeRetriedWhereNoneFailed() {
        probe.teach("actions-whole", execution -> new Outcome.Completed("whole", Map.of()));
        var id = start("actions-whole");
        reaches(id, "completed");

        var answer = caller.post(EXECUTIONS + id + "/retry?failed_items=true", null);
        var nonsense = caller.post(EXECUTIONS + id + "/retry?failed_items=maybe", null);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("nothing-failed");
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(nonsense.text("detail")).contains("failed_items");
    }

    @Test
    void readOnlyUserCannotExecuteAgain() {
        probe.teach("actions-read", execution -> new Outcome.Completed("", Map.of()));
        var id = start("actions-read");
        reaches(id, "completed");
        var reader = caller("reader", "read");

        assertThat(reader.post(EXECUTIONS + id + "/retry", null).status()).isEqualTo(403);
        assertThat(reader.post(EXECUTIONS + id + "/cancel", null).status()).isEqualTo(403);
        assertThat(caller("canceller", "cancel")
                        .post(EXECUTIONS + id + "/cancel", null)
                        .status())
                .isEqualTo(409);
        assertThat(caller("canceller", "cancel")
                        .post(EXECUTIONS + id + "/retry", null)
                        .status())
                .isEqualTo(403);
        assertThat(caller("starter", "run")
                        .post(EXECUTIONS + id + "/retry", null)
                        .status())
                .isEqualTo(403);
    }

    private record Publication(String text) {}

    @Test
    void anExecutionGoesOnWithWhatAPersonMadeOfItsPayload() {
        probe.teach("actions-approval", execution -> {
            var decision = execution.approval(
                    "publish", new ApprovalRequest("prompt:approve", "Publish it", new Publication("hello")));
            return new Outcome.Completed(
                    switch (decision) {
                        case Decision.Approved(var payload, var by) ->
                            by + " approved " + payload.path("text").asString();
                        case Decision.Rejected(var reason, var by) -> by + " rejected: " + reason;
                        case Decision.Expired() -> "expired";
                    },
                    Map.of());
        });
        var approved = decided(start("actions-approval"), """
                {"decision": "approve", "payload_hash": "%s", "edited_payload": {"text": "hello, Made"}}
                """);
        var rejected = decided(start("actions-approval"), """
                {"decision": "reject", "payload_hash": "%s", "note": "too short"}
                """);

        assertThat(approved.text("message")).isEqualTo("ada approved hello, Made");
        assertThat(rejected.text("message")).isEqualTo("ada rejected: too short");
    }

    private Answer decided(String id, String body) {
        var waiting = reaches(id, "waiting_approval");
        var address = String.valueOf(waiting.map("links").get("approval"));
        var approval = caller.get(address);
        assertThat(approval.map("payload")).isEqualTo(Map.of("text", "hello"));

        var decision = caller.post(address + "/decision", body.formatted(approval.text("payload_hash")));

        assertThat(decision.status()).isEqualTo(200);
        return reaches(id, "completed");
    }

    @Test
    void anApprovalIsWithdrawnWhenItsExecutionIsCancelled() {
        probe.teach("actions-withdrawn", execution -> {
            execution.approval(
                    "publish", new ApprovalRequest("prompt:approve", "Publish it", new Publication("hello")));
            return new Outcome.Completed("", Map.of());
        });
        var id = start("actions-withdrawn");
        var address =
                String.valueOf(reaches(id, "waiting_approval").map("links").get("approval"));
        var hash = caller.get(address).text("payload_hash");

        assertThat(caller.post(EXECUTIONS + id + "/cancel", null).status()).isEqualTo(202);
        reaches(id, "cancelled");

        var late = caller.post(
                address + "/decision", "{\"decision\": \"approve\", \"payload_hash\": \"%s\"}".formatted(hash));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("approval-decided");
        assertThat(late.text("decision")).isEqualTo("withdrawn");
        assertThat(UUID.fromString(caller.get(address).text("approval_id"))).isNotNull();
    }

    @Test
    void aTokenForOneAgentDoesNotRetryWhatAnotherDid() {
        probe.teach("not yours", execution -> new Outcome.Completed("done", Map.of()));
        var id = start("not yours");
        reaches(id, "completed");

        var stranger =
                caller("bound", "read", "retry", "run:conversation_trainer").post(EXECUTIONS + id + "/retry", null);
        var owner = caller("bound too", "read", "retry", "run:probe").post(EXECUTIONS + id + "/retry", null);

        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.text("detail")).contains("probe is not one of them");
        assertThat(owner.status()).isEqualTo(202);
    }
}
