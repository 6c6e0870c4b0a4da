package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.HangingTimer;
import io.nuzantara.api.ExecutionView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;

@ApplicationTest
class ItemsTests {

    private static final int PARKED = 250;

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TaskScheduler timers;

    private final ConcurrentLinkedQueue<String> saved = new ConcurrentLinkedQueue<>();

    private static ItemSource keys(int number) {
        return new ItemSource.Made(() ->
                IntStream.rangeClosed(1, number).mapToObj(i -> new ItemSource.New("key-" + i, Map.of("n", i))));
    }

    private Outcome fannedOut(Execution execution, int number) {
        var summary = execution.items("probe", keys(number));
        return new Outcome.Completed(
                "done", Map.of("done", summary.done(), "failed", summary.failed(), "cancelled", summary.cancelled()));
    }

    @Test
    void everyItemIsWorkedOnAndItsResultKeptOnce() {
        probe.teach("many", execution -> fannedOut(execution, 2_345));
        probe.teachItems(
                "many",
                (item, context) -> {
                    context.spent(2, new BigDecimal("0.001"));
                    return item.input().get("n").intValue();
                },
                (item, result) -> saved.add(item.key() + "=" + result));

        var ended = ended(start("many"));

        assertThat(ended.result()).containsEntry("done", 2_345).containsEntry("failed", 0);
        assertThat(saved).doesNotHaveDuplicates().hasSize(2_345).contains("key-1=1", "key-2345=2345");
        assertThat(ended.progress()).isEqualTo(new ExecutionView.Progress(2_345, 0, 2_345));
        assertThat(jdbc.sql("SELECT sum(tokens) FROM execution_progress WHERE execution_id = :id")
                        .param("id", ended.executionId())
                        .query(Long.class)
                        .single())
                .isEqualTo(4_690);
        assertThat(events(ended.executionId()))
                .containsExactly("accepted", "fanned_out", "step_completed", "completed");
    }

    @Test
    void itemsOfAQueryNeverTravelThroughTheProcess() {
        probe.teach("query", execution -> {
            var summary = execution.items(
                    "probe",
                    new ItemSource.Query(
                            "SELECT 'q' || n AS item_key, jsonb_build_object('n', n) AS input FROM generate_series(1, :number) n",
                            Map.of("number", 300)));
            return new Outcome.Completed("done", Map.of("done", summary.done()));
        });
        probe.teachItems("query", (item, context) -> item.key(), (item, result) -> saved.add((String) result));

        assertThat(ended(start("query")).result()).containsEntry("done", 300);
        assertThat(saved).doesNotHaveDuplicates().hasSize(300);
    }

    @Test
    void aFanOutOfNothingGoesOnAtOnce() {
        probe.teach("none", execution -> fannedOut(execution, 0));

        assertThat(ended(start("none")).result()).containsEntry("done", 0);
    }

    @Test
    void anItemThatFailsForNowIsTriedAgain() {
        var attempts = new ConcurrentHashMap<Long, AtomicInteger>();
        probe.teach("again", execution -> fannedOut(execution, 5));
        probe.teachItems(
                "again",
                (item, context) -> {
                    var attempt = attempts.computeIfAbsent(item.number(), n -> new AtomicInteger())
                            .incrementAndGet();
                    assertThat(item.attempt()).isEqualTo(attempt);
                    if (attempt == 1) {
                        throw ItemFailed.forNow("busy", "The other side is busy.", Duration.ZERO);
                    }
                    return attempt;
                },
                (item, result) -> saved.add(item.key()));

        var ended = ended(start("again"));

        assertThat(ended.result()).containsEntry("done", 5);
        assertThat(ended.degraded()).isFalse();
        assertThat(attempts.values()).allSatisfy(attempt -> assertThat(attempt).hasValue(2));
    }

    @Test
    void failedItemsLeaveTheOthersAndSayWhy() {
        probe.teach("some", execution -> fannedOut(execution, 30));
        probe.teachItems(
                "some",
                (item, context) -> {
                    if (item.number() % 10 == 0) {
                        throw ItemFailed.forGood("unreadable", "The text cannot be read.");
                    }
                    return item.number();
                },
                (item, result) -> saved.add(item.key()));

        var ended = ended(start("some"));

        assertThat(ended.status()).isEqualTo("completed");
        assertThat(ended.degradedReasons()).containsExactly("items_failed");
        assertThat(ended.result()).containsEntry("done", 27).containsEntry("failed", 3);
        assertThat(jdbc.sql(
                                "SELECT DISTINCT error_code FROM execution_items WHERE execution_id = :id AND status = 'failed'")
                        .param("id", ended.executionId())
                        .query(String.class)
                        .list())
                .containsExactly("unreadable");
        assertThat(events(ended.executionId()).stream().filter("item_failed"::equals))
                .hasSize(3);
    }

    @Test
    void aResultThatCannotBeSavedFailsItsItemAlone() {
        probe.teach("unsavable", execution -> fannedOut(execution, 12));
        probe.teachItems("unsavable", (item, context) -> item.number(), (item, result) -> {
            jdbc.sql(
                            "INSERT INTO engine_settings (name, value, updated_at, updated_by) VALUES (:name, '1', now(), 'items')")
                    .param("name", "unsavable-" + item.number())
                    .update();
            if (item.number() == 7) {
                throw new IllegalStateException("cannot be saved");
            }
        });

        var ended = ended(start("unsavable"));

        assertThat(ended.result()).containsEntry("done", 11).containsEntry("failed", 1);
        assertThat(jdbc.sql("SELECT count(*) FROM engine_settings WHERE updated_by = 'items'")
                        .query(Long.class)
                        .single())
                .isEqualTo(11);
    }

    @Test
    void whenMostItemsFailTheExecutionFails() {
        probe.teach("most", execution -> fannedOut(execution, 15));
        probe.teachItems(
                "most",
                (item, context) -> {
                    if (item.number() > 5) {
                        throw ItemFailed.forGood("code_" + item.number() % 2, "No.");
                    }
                    return 1;
                },
                (item, result) -> {});

        var ended = ended(start("most"));

        assertThat(ended.errorCode()).isEqualTo("item_failures");
        assertThat(ended.error()).contains("10 of 15");
    }

    @Test
    void aHopelessFanOutStopsBeforeItCostsMore() {
        var worked = new AtomicInteger();
        probe.teach("hopeless", execution -> fannedOut(execution, 2_000));
        probe.teachItems(
                "hopeless",
                (item, context) -> {
                    worked.incrementAndGet();
                    throw ItemFailed.forGood("unauthorized", "The key is not valid.");
                },
                (item, result) -> {});

        var ended = ended(start("hopeless"));

        assertThat(ended.errorCode()).isEqualTo("item_failures");
        assertThat(worked.get()).isBetween(20, 60);
    }

    @Test
    void neverMoreItemsAtOnceThanThereAreLanes() {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        probe.teach("bounded", execution -> fannedOut(execution, 400));
        probe.teachItems(
                "bounded",
                (item, context) -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(2_000_000);
                    open.decrementAndGet();
                    return 1;
                },
                (item, result) -> {});

        ended(start("bounded"));

        assertThat(most.get()).isBetween(1, 8);
    }

    @Test
    void cancellingInterruptsACallUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        probe.teach("cancelled", execution -> fannedOut(execution, 3_000));
        probe.teachItems(
                "cancelled",
                (item, context) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new IllegalStateException("interrupted", e);
                    }
                    return 1;
                },
                (item, result) -> saved.add(item.key()));
        var id = start("cancelled");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(executions.cancel(id, "tester")).isEqualTo(new Cancel.Requested(id));
        var ended = ended(id);

        assertThat(ended.status()).isEqualTo("cancelled");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(saved).isEmpty();
        assertThat(jdbc.sql("SELECT DISTINCT status FROM execution_items WHERE execution_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("cancelled");
        assertThat(executions.cancel(id, "tester")).isEqualTo(new Cancel.Finished(id));
        assertThat(executions.cancel(UUID.randomUUID(), "tester")).isEqualTo(new Cancel.Unknown());
    }

    @Test
    void cancellingInterruptsAStepUnderWay() throws Exception {
        var id = startUnendingStep("step");

        executions.cancel(id, "tester");

        assertThat(ended(id).status()).isEqualTo("cancelled");
        assertThat(events(id)).containsExactly("accepted", "cancel_requested", "cancelled");
    }

    private UUID startUnendingStep(String lesson) throws InterruptedException {
        var begun = new CountDownLatch(1);
        probe.teach(lesson, execution -> {
            execution.step("long", String.class, () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
                return "never";
            });
            return new Outcome.Completed("", Map.of());
        });
        var id = start(lesson);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return id;
    }

    @Test
    void cancellingDoesNotWaitBehindATimerThatHangs() throws Exception {
        var id = startUnendingStep("behind a timer");

        try (var _ = HangingTimer.on(timers)) {
            executions.cancel(id, "tester");

            assertThat(ended(id).status()).isEqualTo("cancelled");
        }
    }

    @Test
    void aRetryOfFailedItemsWorksOnNothingElse() {
        var broken = new AtomicInteger(1);
        var stepsRun = new AtomicInteger();
        probe.teach("mended", execution -> {
            execution.step("before", Integer.class, stepsRun::incrementAndGet);
            return fannedOut(execution, 40);
        });
        probe.teachItems(
                "mended",
                (item, context) -> {
                    if (broken.get() == 1 && item.number() <= 4) {
                        throw ItemFailed.forGood("unreadable", "The text cannot be read.");
                    }
                    return item.key();
                },
                (item, result) -> saved.add(item.key()));
        var first = ended(start("mended"));
        assertThat(first.progress()).isEqualTo(new ExecutionView.Progress(36, 4, 40));
        broken.set(0);

        var retry = (Retry.Accepted) executions.retry(first.executionId(), true, "tester");
        var second = ended(retry.id());

        assertThat(second.progress()).isEqualTo(new ExecutionView.Progress(4, 0, 4));
        assertThat(stepsRun).hasValue(1);
        assertThat(saved).doesNotHaveDuplicates().hasSize(40);
        assertThat(executions.retry(second.executionId(), true, "tester"))
                .isEqualTo(new Retry.NothingFailed(second.executionId()));
        assertThat(executions.retry(UUID.randomUUID(), false, "tester")).isEqualTo(new Retry.Unknown());
    }

    @Test
    void aRetryOfTheWholeBeginsAnew() {
        var stepsRun = new AtomicInteger();
        probe.teach("anew", execution -> {
            execution.step("once", Integer.class, stepsRun::incrementAndGet);
            return new Outcome.Failed(FailureCode.CONFIGURATION_MISSING, "Set the key.");
        });
        var first = ended(start("anew"));

        var retry = (Retry.Accepted) executions.retry(first.executionId(), false, "tester");

        assertThat(ended(retry.id()).trigger()).isEqualTo("retry");
        assertThat(stepsRun).hasValue(2);
        assertThat(jdbc.sql("SELECT retry_of FROM agent_executions WHERE id = :id")
                        .param("id", retry.id())
                        .query(UUID.class)
                        .single())
                .isEqualTo(first.executionId());
    }

    @Test
    void itemsKnowTheStepsBeforeThem() {
        record Window(Instant until) {}
        probe.teach("window", execution -> {
            execution.step("window", Window.class, () -> new Window(execution.acceptedAt()));
            return fannedOut(execution, 3);
        });
        probe.teachItems(
                "window",
                (item, context) ->
                        context.output("window", Window.class).until().equals(context.acceptedAt()),
                (item, result) -> saved.add(item.key() + result));

        ended(start("window"));

        assertThat(saved).containsExactlyInAnyOrder("key-1true", "key-2true", "key-3true");
    }

    /** The last item ends while its execution is on its way to lie down: a wake-up that is lost there costs half a minute. */
    @Test
    void anExecutionWhoseItemsEndWhileItLiesDownGoesOn() {
        var seed = ThreadLocalRandom.current().nextLong();
        var moments = new Random(seed);
        probe.teach("parking", execution -> fannedOut(execution, 1));
        probe.teachItems(
                "parking",
                (item, context) -> {
                    LockSupport.parkNanos(moments.nextInt(8_000_000));
                    return item.key();
                },
                (item, result) -> {});
        var started = IntStream.range(0, PARKED).mapToObj(n -> start("parking")).toList();

        started.forEach(this::ended);

        var waits = jdbc.sql("""
                        SELECT extract(epoch FROM e.finished_at - i.finished_at)
                          FROM agent_executions e
                          JOIN execution_items i ON i.execution_id = e.id
                         WHERE e.id = ANY(:ids) AND e.status = 'completed'
                         ORDER BY 1
                        """)
                .param("ids", started.toArray(UUID[]::new))
                .query(Double.class)
                .list();
        assertThat(waits).as("seed " + seed).hasSize(PARKED);
        assertThat(waits.get(PARKED * 99 / 100)).as("99 of 100, seed " + seed).isLessThan(2);
        assertThat(waits.getLast()).as("the longest, seed " + seed).isLessThan(30);
    }

    private UUID start(String work) {
        var start = executions.start(new StartRequest(
                "probe",
                new Parameters(Map.of("work", work)),
                Trigger.API,
                "tester",
                "probe:" + UUID.randomUUID(),
                null));
        return ((Start.Accepted) start).id();
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
