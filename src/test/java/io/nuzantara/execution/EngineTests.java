package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.api.ExecutionView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class EngineTests {

    private record Change(String text) {}

    @Autowired
    Executions executions;

    @Autowired
    Reconcile reconcile;

    @Autowired
    ProbeAgent probe;

    @Autowired
    JdbcClient jdbc;

    private Outcome asked(Execution execution) {
        var decision = execution.approval(
                "release", new ApprovalRequest("prompt:approve", "Changes the prompt", new Change("new text")));
        return new Outcome.Completed(
                "decided",
                Map.of(
                        "decision",
                        switch (decision) {
                            case Decision.Approved(var payload, var by) ->
                                payload.get("text").stringValue() + " by " + by;
                            case Decision.Rejected(var reason, var by) -> "rejected by " + by + ": " + reason;
                            case Decision.Expired() -> "expired";
                        }));
    }

    @Test
    void aPersonIsWaitedForWithoutThreadAndSlot() {
        probe.teach("asked", this::asked);
        var id = start("asked");
        awaitStatus(id, "waiting_approval");

        assertThat(jdbc.sql("SELECT count(*) FROM agent_slots WHERE execution_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT in_flight FROM agent_executions WHERE id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void aDecisionMakesTheExecutionGoOn() {
        probe.teach("decided", this::asked);
        var id = start("decided");
        awaitStatus(id, "waiting_approval");

        decide(id, "approved");

        assertThat(ended(id).result()).containsEntry("decision", "new text by Anna");
        assertThat(events(id)).containsExactly("accepted", "waiting_approval", "completed");
    }

    @Test
    void whenNobodyDecidesTheAgentIsTold() {
        probe.teach("expired", this::asked);
        var id = start("expired");
        awaitStatus(id, "waiting_approval");

        jdbc.sql("UPDATE approvals SET expires_at = now() - interval '1 second' WHERE execution_id = :id")
                .param("id", id)
                .update();
        reconcile.all();

        assertThat(ended(id).result()).containsEntry("decision", "expired");
    }

    @Test
    void cancellingWithdrawsWhatAPersonWasAsked() {
        probe.teach("withdrawn", this::asked);
        var id = start("withdrawn");
        awaitStatus(id, "waiting_approval");

        executions.cancel(id, "tester");

        assertThat(ended(id).status()).isEqualTo("cancelled");
        assertThat(jdbc.sql("SELECT status FROM approvals WHERE execution_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("withdrawn");
    }

    @Test
    void theTimeAPersonTakesIsNotTheAgentsTime() {
        probe.teach("patient", execution -> {
            var outcome = asked(execution);
            execution.step("after", Integer.class, () -> 1);
            return outcome;
        });
        var id = start("patient");
        awaitStatus(id, "waiting_approval");
        jdbc.sql(
                        "UPDATE agent_executions SET deadline = now() - interval '1 day', running_since = now() - interval '2 days' WHERE id = :id")
                .param("id", id)
                .update();

        decide(id, "approved");

        assertThat(ended(id).status()).isEqualTo("completed");
    }

    @Test
    void anExecutionThatTakesTooLongFails() {
        var late = new AtomicInteger();
        probe.teach("late", execution -> {
            jdbc.sql("UPDATE agent_executions SET deadline = now() - interval '1 second' WHERE id = :id")
                    .param("id", execution.id())
                    .update();
            if (late.incrementAndGet() == 1) {
                throw new TransientDataAccessResourceException("gone", new java.sql.SQLException("gone", "40001"));
            }
            return execution.step("never", Outcome.Completed.class, () -> new Outcome.Completed("done", Map.of()));
        });

        assertThat(ended(start("late")).errorCode()).isEqualTo("deadline_exceeded");
    }

    @Test
    void cancellingEndsAnExecutionThatWaitsForAPersonWhileAnotherOfItsKeyWorks() throws Exception {
        var release = new CountDownLatch(1);
        probe.teach("waiting", this::asked);
        probe.teach("working", execution -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Outcome.Completed("done", Map.of());
        });
        var key = "probe:" + UUID.randomUUID();
        var waiting = start("waiting", key);
        awaitStatus(waiting, "waiting_approval");
        var working = start("working", key);

        executions.cancel(waiting, "tester");

        assertThat(ended(waiting).status()).isEqualTo("cancelled");
        release.countDown();
        assertThat(ended(working).status()).isEqualTo("completed");
    }

    @Test
    void anExecutionAtWorkWhoseSlotWasTakenBackQueuesForAnother() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, 'conversation_trainer', 'api', 'tester', '{"days_back": 7}', 'running', 5, now())
                        """).param("id", id).update();

        reconcile.all();

        assertThat(ended(id).status()).isIn("completed", "failed");
        assertThat(events(id)).contains("slot_taken");
    }

    /** A receiver that keeps what it was sent. */
    private static final class Receiver implements EffectCall {
        private final AtomicInteger received = new AtomicInteger();
        private final AtomicReference<@Nullable String> kept = new AtomicReference<>();
        private final boolean askable;
        private volatile boolean breaks;

        Receiver(boolean askable) {
            this.askable = askable;
        }

        @Override
        public EffectResult send(EffectKey key, JsonNode payload) {
            received.incrementAndGet();
            kept.set(payload.get("text").stringValue());
            if (breaks) {
                throw new IllegalStateException("the answer was lost");
            }
            return new EffectResult.Done("pull-1");
        }

        @Override
        public Found find(EffectKey key) {
            return !askable
                    ? new Found.CannotAsk()
                    : kept.get() == null ? new Found.Absent() : new Found.Present("pull-1");
        }
    }

    private Outcome made(Execution execution, EffectKey key, Receiver receiver) {
        var result = execution.effect(key, new Change("text"), receiver);
        return new Outcome.Completed("made", Map.of("effect", result.toString()));
    }

    private static EffectKey key() {
        return new EffectKey("pull_request", "pr:test:" + UUID.randomUUID());
    }

    @Test
    void anEffectIsMadeOnceByAnyNumberOfExecutions() {
        var receiver = new Receiver(true);
        var key = key();
        probe.teach("effect", execution -> made(execution, key, receiver));

        var first = ended(start("effect"));
        var second = ended(start("effect"));

        assertThat(receiver.received).hasValue(1);
        assertThat(first.result()).isEqualTo(second.result()).containsEntry("effect", "Done[externalId=pull-1]");
        assertThat(effect(key)).isEqualTo("done");
    }

    @Test
    void anEffectWhoseAnswerWasLostIsLookedFor() {
        var receiver = new Receiver(true);
        receiver.breaks = true;
        var key = key();
        probe.teach("lost", execution -> made(execution, key, receiver));

        assertThat(ended(start("lost")).result()).containsEntry("effect", "Done[externalId=pull-1]");
        assertThat(receiver.received).hasValue(1);
    }

    @Test
    void anEffectNobodyCanAskAboutIsLeftToAPerson() {
        var receiver = new Receiver(false);
        receiver.breaks = true;
        var key = key();
        probe.teach("doubt", execution -> made(execution, key, receiver));

        assertThat(ended(start("doubt")).result()).containsEntry("effect", "Unknown[]");
        assertThat(ended(start("doubt")).result()).containsEntry("effect", "Unknown[]");
        assertThat(receiver.received).hasValue(1);
        assertThat(effect(key)).isEqualTo("unknown");
    }

    @Test
    void anEffectThatWasBegunBeforeADeathIsNotBegunBlindly() {
        var receiver = new Receiver(true);
        receiver.kept.set("text");
        var key = key();
        probe.teach("begun", execution -> made(execution, key, receiver));
        var dead = ended(start("none"));
        jdbc.sql(
                        "INSERT INTO effects (key, execution_id, kind, payload, status, attempts, created_at) VALUES (:key, :id, 'pull_request', '{}', 'sending', 1, now())")
                .param("key", key.key())
                .param("id", dead.executionId())
                .update();

        assertThat(ended(start("begun")).result()).containsEntry("effect", "Done[externalId=pull-1]");
        assertThat(receiver.received).hasValue(0);
    }

    @Test
    void anExecutionThatLostItsTurnGetsItBack() {
        var entered = new CountDownLatch(1);
        probe.teach("woken", execution -> {
            entered.countDown();
            return new Outcome.Completed("woken", Map.of());
        });
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at)
                        VALUES (:id, 'probe', 'api', 'tester', '{"work": "woken"}', 'started', 5, now())
                        """).param("id", UUID.randomUUID()).update();

        reconcile.all();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> entered.getCount() == 0);
    }

    @Test
    void attemptsBeforeACompletedStepDoNotCount() {
        var entries = new AtomicInteger();
        probe.teach("progressing", execution -> {
            var entry = entries.incrementAndGet();
            for (int i = 1; i <= entry; i++) {
                execution.step("step-" + i, Integer.class, () -> entry);
            }
            if (entry < 4) {
                throw new TransientDataAccessResourceException("gone", new java.sql.SQLException("gone", "57P01"));
            }
            return new Outcome.Completed("done", Map.of());
        });

        assertThat(ended(start("progressing")).status()).isEqualTo("completed");
        assertThat(entries).hasValue(4);
    }

    private void decide(UUID execution, String status) {
        var pending = jdbc.sql("SELECT id, payload_hash FROM approvals WHERE execution_id = :id")
                .param("id", execution)
                .query()
                .singleRow();
        jdbc.sql(
                        "UPDATE approvals SET status = :status, decided_by = 'Anna', decided_at = now() WHERE id = :id AND status = 'pending'")
                .param("id", pending.get("id"))
                .param("status", status)
                .update();
        reconcile.all();
    }

    private String effect(EffectKey key) {
        return jdbc.sql("SELECT status FROM effects WHERE key = :key")
                .param("key", key.key())
                .query(String.class)
                .single();
    }

    private UUID start(String work) {
        return start(work, "probe:" + UUID.randomUUID());
    }

    private UUID start(String work, String key) {
        var start = executions.start(
                new StartRequest("probe", new Parameters(Map.of("work", work)), Trigger.API, "tester", key, null));
        return ((Start.Accepted) start).id();
    }

    private void awaitStatus(UUID id, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> executions.find(id).map(ExecutionView::status).equals(Optional.of(status)));
    }

    private ExecutionView ended(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> executions.find(id).orElseThrow(), ExecutionView::isFinal);
    }

    private List<@Nullable String> events(UUID id) {
        return jdbc.sql("SELECT kind FROM execution_events WHERE execution_id = :id ORDER BY seq")
                .param("id", id)
                .query(String.class)
                .list();
    }
}
