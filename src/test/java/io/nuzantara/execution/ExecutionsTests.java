package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.api.ExecutionView;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
class ExecutionsTests {

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    JdbcClient jdbc;

    record Counted(int number) {}

    @Test
    void anAcceptedExecutionRunsAndKeepsItsResult() {
        probe.teach(
                "simple",
                execution -> new Outcome.Completed(
                        "counted",
                        Map.of(
                                "number",
                                execution
                                        .step("count", Counted.class, () -> new Counted(7))
                                        .number())));

        var ended = ended(accepted(start("simple", null)));

        assertThat(ended.status()).isEqualTo("completed");
        assertThat(ended.message()).isEqualTo("counted");
        assertThat(ended.result()).containsEntry("number", 7);
        assertThat(ended.completedAt()).isAfterOrEqualTo(ended.startedAt());
        assertThat(ended.steps()).extracting(ExecutionView.Step::name).containsExactly("count");
        assertThat(eventKinds(ended.executionId())).containsExactly("accepted", "step_completed", "completed");
    }

    @Test
    void theSchedulerForgetsAnEndedExecution() {
        var ended = ended(accepted(start("forgotten", null)));

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance = :id")
                                        .param("id", ended.executionId().toString())
                                        .query(Long.class)
                                        .single())
                                .isZero());
    }

    @Test
    void equalRequestsAtTheSameTimeAreOneExecution() throws Exception {
        var release = new CountDownLatch(1);
        probe.teach("crowd", execution -> await(release));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Start>> requests = IntStream.range(0, 100)
                    .<Callable<Start>>mapToObj(number -> () -> start("crowd", null))
                    .toList();

            var starts =
                    callers.invokeAll(requests).stream().map(Future::resultNow).toList();

            assertThat(starts).filteredOn(Start.Accepted.class::isInstance).hasSize(1);
            assertThat(starts).filteredOn(Start.Deduplicated.class::isInstance).hasSize(99);
        } finally {
            release.countDown();
        }
    }

    @Test
    void otherParametersAreRefusedWhileAnExecutionIsActive() {
        var release = new CountDownLatch(1);
        probe.teach("busy", execution -> await(release));
        var active = accepted(start("busy", "probe:one", null));

        var other = start("idle", "probe:one", null);

        release.countDown();
        assertThat(other).isEqualTo(new Start.Active(active));
    }

    @Test
    void aRepeatWithTheSameKeyReturnsTheFirstExecutionWhateverItsState() {
        var first = accepted(start("keyed", "key-1"));
        ended(first);

        assertThat(start("keyed", "key-1")).isEqualTo(new Start.Repeated(first));
        assertThat(start("other", "key-1")).isEqualTo(new Start.KeyReused(first));
    }

    @Test
    void aBugInAnAgentEndsFailedWithoutItsMessage() {
        probe.teach("bug", execution -> {
            throw new IllegalStateException("secret detail");
        });

        var ended = ended(accepted(start("bug", null)));

        assertThat(ended.status()).isEqualTo("failed");
        assertThat(ended.errorCode()).isEqualTo("agent_bug");
        assertThat(ended.error()).doesNotContain("secret detail");
    }

    @Test
    void aFailedStepInATransactionLeavesNothingBehind() {
        probe.teach("rollback", execution -> {
            execution.stepInTransaction("write", Counted.class, () -> {
                jdbc.sql(
                                "INSERT INTO engine_settings (name, value, updated_at, updated_by) VALUES ('probe', '1', now(), 'test')")
                        .update();
                throw new IllegalStateException("after the write");
            });
            return new Outcome.Completed("written", Map.of());
        });

        var ended = ended(accepted(start("rollback", null)));

        assertThat(ended.status()).isEqualTo("failed");
        assertThat(ended.steps()).extracting(ExecutionView.Step::status).containsExactly("failed");
        assertThat(jdbc.sql("SELECT count(*) FROM engine_settings WHERE name = 'probe'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTransientFailureIsTriedAgainAndFinishedStepsAreReadBack() {
        var entered = new AtomicInteger();
        var worked = new AtomicInteger();
        probe.teach("transient", execution -> {
            execution.step("once", Counted.class, () -> new Counted(worked.incrementAndGet()));
            if (entered.incrementAndGet() == 1) {
                throw new TransientDataAccessResourceException("gone", new SQLException("gone", "57P01"));
            }
            return new Outcome.Completed("done", Map.of());
        });

        var ended = ended(accepted(start("transient", null)));

        assertThat(ended.status()).isEqualTo("completed");
        assertThat(entered).hasValue(2);
        assertThat(worked).hasValue(1);
        assertThat(eventKinds(ended.executionId()))
                .containsExactly("accepted", "step_completed", "retrying", "completed");
    }

    @Test
    void aDegradedExecutionSaysWhy() {
        probe.teach("degraded", execution -> {
            execution.degraded(DegradedReason.PARTIAL_SOURCES);
            execution.degraded(DegradedReason.PARTIAL_SOURCES);
            return new Outcome.Completed("done", Map.of());
        });

        var ended = ended(accepted(start("degraded", null)));

        assertThat(ended.degraded()).isTrue();
        assertThat(ended.degradedReasons()).containsExactly("partial_sources");
    }

    @Test
    void anOutputThatNoLongerFitsEndsTheExecution() {
        probe.teach("incompatible", incompatible(new AtomicInteger()));

        var ended = ended(accepted(start("incompatible", null)));

        assertThat(ended.errorCode()).isEqualTo("step_incompatible");
    }

    private static Function<Execution, Outcome> incompatible(AtomicInteger entries) {
        return execution -> {
            if (entries.incrementAndGet() == 1) {
                execution.step("shape", String.class, () -> "text");
                throw new TransientDataAccessResourceException("again");
            }
            execution.step("shape", Counted.class, () -> new Counted(1));
            return new Outcome.Completed("read", Map.of());
        };
    }

    private static Outcome await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Outcome.Completed("released", Map.of());
    }

    private Start start(String work, @Nullable String key) {
        return start(work, "probe:" + work, key);
    }

    private Start start(String work, String exclusiveKey, @Nullable String key) {
        return executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", work)), Trigger.API, "test", exclusiveKey, key));
    }

    private static UUID accepted(Start start) {
        assertThat(start).isInstanceOf(Start.Accepted.class);
        return ((Start.Accepted) start).id();
    }

    private ExecutionView ended(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> executions.find(id).orElseThrow(), ExecutionView::isFinal);
    }

    private List<String> eventKinds(UUID id) {
        return jdbc
                .sql("SELECT kind FROM execution_events WHERE execution_id = :id ORDER BY seq")
                .param("id", id)
                .query(String.class)
                .list()
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
