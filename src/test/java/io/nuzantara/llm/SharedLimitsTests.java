package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.Limits.Entry;
import io.nuzantara.llm.SpendingSettings.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Two nodes share the limits of one provider. */
class SharedLimitsTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String PROVIDER = "anthropic";

    private final Clock clock = Clock.systemUTC();

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("TRUNCATE llm_limits CASCADE").update();
    }

    private SharedLimits node(@Nullable Integer requestsPerMinute, int concurrency) {
        var settings = TestMoney.settings("5", "1");
        var limits = new SpendingSettings(
                settings.budget(),
                settings.prices(),
                Map.of(PROVIDER, new Limit(requestsPerMinute, null, concurrency)),
                settings.usageRetention());
        var rows = new LimitRows(DATABASE.jdbc(), new DataSourceTransactionManager(DATABASE.dataSource()));
        return new SharedLimits(rows, limits, clock);
    }

    @Test
    void asManyCallsAreAtWorkAtOnceAsThereArePlacesOverAllNodes() throws InterruptedException {
        var nodes = new SharedLimits[] {node(null, 3), node(null, 3)};
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .mapToObj(call -> work(nodes[call % 2], atWork, most))
                    .toList();

            assertThat(callers.invokeAll(calls)).allMatch(Future::resultNow);
        }

        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    private Callable<Boolean> work(SharedLimits node, AtomicInteger atWork, AtomicInteger most) {
        return () -> {
            try (var place = (Entry.Entered) node.enter(PROVIDER, 10, soon(60))) {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                atWork.decrementAndGet();
                return place != null;
            }
        };
    }

    @Test
    void whoFindsNoPlaceBeforeTheDeadlineIsToldSo() throws InterruptedException {
        var node = node(null, 1);
        try (var place = (Entry.Entered) node.enter(PROVIDER, 10, soon(60))) {
            assertThat(place).isNotNull();

            assertThat(node(null, 1).enter(PROVIDER, 10, clock.instant().plusMillis(200)))
                    .isInstanceOf(Entry.Full.class);
        }
        assertThat(node.enter(PROVIDER, 10, soon(60))).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void thePlaceOfADeadProcessComesFreeWhenItsLeaseIsOver() throws InterruptedException {
        var node = node(null, 1);
        assertThat(node.enter(PROVIDER, 10, soon(60))).isInstanceOf(Entry.Entered.class);
        DATABASE.jdbc()
                .sql("UPDATE llm_permits SET leased_until = now() + interval '300 ms'")
                .update();

        var after = node.enter(PROVIDER, 10, soon(60));

        assertThat(after).isInstanceOf(Entry.Entered.class);
        assertThat(permits()).isEqualTo(1);
    }

    @Test
    void aPauseThatIsLongerThanTheDeadlineIsSaidAtOnceOnAllNodes() throws InterruptedException {
        node(null, 4).block(PROVIDER, soon(120));
        node(null, 4).block(PROVIDER, soon(60));

        var refused = (Entry.Full) node(null, 4).enter(PROVIDER, 10, soon(30));

        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
        assertThat(permits()).isZero();
    }

    @Test
    void aShortPauseIsWaitedFor() throws InterruptedException {
        node(null, 4).block(PROVIDER, clock.instant().plusMillis(300));

        assertThat(node(null, 4).enter(PROVIDER, 10, soon(60))).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void callsPerMinuteAreCountedOverAllNodes() throws InterruptedException {
        var first = node(20, 16);
        var second = node(20, 16);
        ((Entry.Entered) first.enter(PROVIDER, 10, soon(60))).close();
        ((Entry.Entered) second.enter(PROVIDER, 10, soon(60))).close();

        assertThat(first.enter(PROVIDER, 10, soon(1))).isInstanceOf(Entry.Full.class);
    }

    @Test
    void aWaitingCallThatIsInterruptedLeavesTheLine() throws InterruptedException {
        var node = node(null, 1);
        var place = (Entry.Entered) node.enter(PROVIDER, 10, soon(60));
        var interrupted = new AtomicInteger();
        var waiting = Thread.startVirtualThread(() -> {
            try {
                node.enter(PROVIDER, 10, soon(60));
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        waiting.interrupt();

        Awaitility.await().until(() -> interrupted.get() == 1);

        place.close();
        assertThat(node.enter(PROVIDER, 10, soon(60))).isInstanceOf(Entry.Entered.class);
    }

    private static long permits() {
        return DATABASE.jdbc()
                .sql("SELECT count(*) FROM llm_permits")
                .query(Long.class)
                .single();
    }

    private Instant soon(int seconds) {
        return clock.instant().plusSeconds(seconds);
    }
}
