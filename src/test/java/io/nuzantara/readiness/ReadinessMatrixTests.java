package io.nuzantara.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.readiness.check.Check;
import io.nuzantara.readiness.check.Group;
import io.nuzantara.readiness.check.Profile;
import io.nuzantara.readiness.check.Round;
import io.nuzantara.readiness.check.Verdict;
import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadinessMatrixTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Disk disk = new Disk();

    private static final class Disk implements Check {
        private final AtomicInteger looks = new AtomicInteger();
        private volatile Runnable gate = () -> {};
        private volatile Verdict verdict = new Verdict.Pass("50 GB are free.");

        @Override
        public String id() {
            return "disk";
        }

        @Override
        public Group group() {
            return Group.MACHINE;
        }

        @Override
        public Verdict run() {
            looks.incrementAndGet();
            gate.run();
            return verdict;
        }
    }

    private ReadinessMatrix matrix(Since since) {
        var round = new Round(List.of(disk), Duration.ofMinutes(1), Duration.ofMinutes(2));
        return new ReadinessMatrix(round, Profile.LOCAL, since, registry, clock);
    }

    private ReadinessMatrix forgetful() {
        return matrix(new Since(Optional::empty, false));
    }

    private double gauge() {
        return registry.get("nuzantara.readiness").tag("check", "disk").gauge().value();
    }

    @Test
    void aLookIsGoodForFifteenSeconds() {
        var matrix = forgetful();

        matrix.now();
        clock.advance(Duration.ofSeconds(14));
        matrix.now();
        assertThat(disk.looks).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        matrix.now();
        assertThat(disk.looks).hasValue(2);

        matrix.again();
        assertThat(disk.looks).hasValue(3);
    }

    @Test
    void thoseWhoAskDuringALookShareTheNextOne() throws Exception {
        var matrix = forgetful();
        var end = new CountDownLatch(1);
        disk.gate = () -> await(end);
        var first = Thread.ofPlatform().start(matrix::again);
        Awaitility.await().until(() -> disk.looks.get() == 1);

        var later = Stream.generate(() -> Thread.ofPlatform().start(matrix::again))
                .limit(7)
                .toList();
        Awaitility.await().until(() -> later.stream().allMatch(thread -> thread.getState() == Thread.State.BLOCKED));
        end.countDown();
        first.join();
        for (var thread : later) {
            thread.join();
        }

        assertThat(disk.looks)
                .as("the one that was under way, and one that began after they asked")
                .hasValue(2);
        matrix.again();
        assertThat(disk.looks).hasValue(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theGaugeTellsTheStateAsANumber() {
        var matrix = forgetful();
        assertThat(gauge()).isNaN();

        matrix.again();
        assertThat(gauge()).isZero();
        disk.verdict = new Verdict.Warn("15 GB are free.", "Free space.");
        matrix.again();
        assertThat(gauge()).isOne();
        disk.verdict = new Verdict.Fail("1 GB is free.", "Free space.");
        matrix.again();
        assertThat(gauge()).isEqualTo(2);
        disk.verdict = new Verdict.Skip("Nobody looked.");
        matrix.again();
        assertThat(gauge()).isNaN();
    }

    @Test
    void aProcessRemembersSinceWhenARowIsAsItIs() {
        since(forgetful());
    }

    @Test
    void aServiceRemembersSinceWhenARowIsAsItIs() {
        var rows = new StateRows(TestDatabase.create().jdbc(), "host/all");
        since(matrix(new Since(() -> Optional.of(rows), false)));

        var afterARestart = matrix(new Since(() -> Optional.of(rows), true)).again();
        assertThat(afterARestart.rows().getFirst().since()).isEqualTo(NOON.plusSeconds(60));
    }

    private void since(ReadinessMatrix matrix) {
        assertThat(matrix.again().rows().getFirst().since()).isEqualTo(NOON);
        clock.advance(Duration.ofSeconds(30));
        assertThat(matrix.again().rows().getFirst().since()).isEqualTo(NOON);

        clock.advance(Duration.ofSeconds(30));
        disk.verdict = new Verdict.Fail("1 GB is free.", "Free space.");
        assertThat(matrix.again().rows().getFirst().since()).isEqualTo(NOON.plusSeconds(60));
        clock.advance(Duration.ofSeconds(30));
        assertThat(matrix.again().rows().getFirst().since()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void hostsRememberTheirOwnRowsAndOldOnesAreForgotten() {
        var database = TestDatabase.create();
        var states = java.util.Map.of("disk", "fail");
        new StateRows(database.jdbc(), "one/all").remember(states, NOON);

        var other = new StateRows(database.jdbc(), "two/all").remember(states, NOON.plusSeconds(60));

        assertThat(other).containsEntry("disk", NOON.plusSeconds(60));
        new StateRows(database.jdbc(), "two/all").remember(states, NOON.plus(Duration.ofDays(31)));
        assertThat(database.jdbc()
                        .sql("SELECT DISTINCT place FROM readiness_states")
                        .query(String.class)
                        .list())
                .containsExactly("two/all");
    }
}
