package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.Limits.Entry;
import io.nuzantara.llm.SpendingSettings.Limit;
import io.nuzantara.security.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        return node(requestsPerMinute, concurrency, clock);
    }

    private static SharedLimits node(@Nullable Integer requestsPerMinute, int concurrency, Clock clock) {
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
        var three = new CountDownLatch(3);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .mapToObj(call -> work(nodes[call % 2], atWork, most, three))
                    .toList();

            assertThat(callers.invokeAll(calls)).allMatch(Future::resultNow);
        }

        assertThat(most).hasValue(3);
    }

    /** The first three stay until all three are inside, and long enough to see a fourth. */
    private Callable<Boolean> work(SharedLimits node, AtomicInteger atWork, AtomicInteger most, CountDownLatch three) {
        return () -> {
            try (var _ = (Entry.Entered) node.enter(PROVIDER, 10, soon(60))) {
                atWork.incrementAndGet();
                three.countDown();
                var met = three.await(60, TimeUnit.SECONDS);
                most.accumulateAndGet(Math.max(atWork.get(), (int) permits()), Math::max);
                atWork.decrementAndGet();
                return met;
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
        var still = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));
        var first = node(20, 16, still);
        var second = node(20, 16, still);
        ((Entry.Entered) first.enter(PROVIDER, 10, still.instant())).close();
        ((Entry.Entered) second.enter(PROVIDER, 10, still.instant())).close();

        assertThat(first.enter(PROVIDER, 10, still.instant().plusSeconds(1)))
                .isEqualTo(new Entry.Full(Duration.ofSeconds(3)));
        still.advance(Duration.ofSeconds(3));
        assertThat(second.enter(PROVIDER, 10, still.instant())).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void aWaitingCallThatIsInterruptedLeavesTheLine() throws InterruptedException {
        var node = node(null, 1);
        var place = (Entry.Entered) node.enter(PROVIDER, 10, soon(60));
        var interrupted = new AtomicInteger();
        var waiting = Thread.ofPlatform().start(() -> {
            try {
                node.enter(PROVIDER, 10, soon(60));
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        waiting.interrupt();

        Awaitility.await().until(() -> interrupted.get() == 1);

        place.close();
        assertThat(node.enter(PROVIDER, 10, soon(60))).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void whoWaitsBehindTheFirstHearsHowLongTheProviderWantsToRest() throws InterruptedException {
        var node = node(null, 4);
        node.block(PROVIDER, soon(120));
        var first = Thread.ofPlatform().start(() -> {
            try {
                node.enter(PROVIDER, 10, soon(600));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> first.getState() == Thread.State.TIMED_WAITING);

        var refused = (Entry.Full) node.enter(PROVIDER, 10, clock.instant().plusMillis(100));

        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        first.interrupt();
        first.join();
    }

    @Test
    void aPlaceIsLeasedForOneCallAndNotForTheWholeDeadline() throws InterruptedException {
        assertThat(node(null, 1).enter(PROVIDER, 10, soon(3_600))).isInstanceOf(Entry.Entered.class);

        var leasedUntil = DATABASE.jdbc()
                .sql("SELECT leased_until FROM llm_permits")
                .query(OffsetDateTime.class)
                .single();
        assertThat(leasedUntil.toInstant()).isBefore(soon(91));
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
