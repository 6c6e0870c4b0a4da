package io.nuzantara.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RoundTests {

    private static final Duration LONG = Duration.ofMinutes(10);

    private record Row(String id, boolean computes, Supplier<Verdict> look) implements Check {
        Row(String id, Supplier<Verdict> look) {
            this(id, false, look);
        }

        @Override
        public Group group() {
            return Group.WORK;
        }

        @Override
        public Verdict run() {
            return look.get();
        }
    }

    private static Verdict hang(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return new Verdict.Pass("never");
    }

    /** A thread that hears no interruption, such as one in a native call. */
    private static Verdict deaf(CountDownLatch end) {
        var ended = false;
        while (!ended) {
            try {
                end.await();
                ended = true;
            } catch (InterruptedException e) {
                ended = false;
            }
        }
        return new Verdict.Pass("late");
    }

    @Test
    void aCheckThatHangsFailsAloneAndIsEnded() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var checks = List.<Check>of(
                new Row("hangs", () -> hang(interrupted)), new Row("works", () -> new Verdict.Pass("fine")));

        var found = new Round(checks, Duration.ofMillis(50), LONG).look();

        assertThat(found).extracting(row -> row.verdict().state()).containsExactly("fail", "pass");
        assertThat(found.getFirst().verdict().sentence()).isEqualTo("It did not answer within 50 ms.");
        assertThat(found.getFirst().verdict().fix()).isNotBlank();
        interrupted.await();
    }

    @Test
    void whatComputesHereMayBeLate() {
        var checks = List.<Check>of(new Row("computes", true, () -> hang(new CountDownLatch(1))));

        var found = new Round(checks, Duration.ofMillis(50), LONG).look();

        assertThat(found.getFirst().verdict()).isInstanceOf(Verdict.Warn.class);
        assertThat(found.getFirst().verdict().sentence()).contains("50 ms").contains("busy");
    }

    /** Two at the same time would meet. */
    @Test
    void whatComputesTakesTurns() {
        var meeting = new Exchanger<String>();
        var checks = List.<Check>of(
                new Row("first", true, () -> alone(meeting)),
                new Row("second", true, () -> alone(meeting)),
                new Row("light", () -> new Verdict.Pass("fine")));

        var found = new Round(checks, LONG, LONG).look();

        assertThat(found).extracting(row -> row.verdict().sentence()).containsExactly("alone", "alone", "fine");
    }

    private static Verdict alone(Exchanger<String> meeting) {
        try {
            meeting.exchange("here", 500, TimeUnit.MILLISECONDS);
            return new Verdict.Fail("with another", "take turns");
        } catch (TimeoutException e) {
            return new Verdict.Pass("alone");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody asked it, so nothing is known but that the machine is busy. */
    @Test
    void aTurnThatNeverComesWarns() {
        var end = new CountDownLatch(1);
        var checks = List.<Check>of(new Row("first", true, () -> deaf(end)), new Row("second", true, () -> deaf(end)));

        var found = new Round(checks, LONG, Duration.ofMillis(200)).look();

        end.countDown();
        assertThat(found).extracting(row -> row.verdict().state()).containsExactly("warn", "warn");
        assertThat(found)
                .allSatisfy(row ->
                        assertThat(row.verdict().sentence()).contains("200 ms").contains("busy"));
    }

    @Test
    void theWholeRoundHasALimitOfItsOwn() {
        var end = new CountDownLatch(1);
        var checks = List.<Check>of(new Row("deaf", () -> deaf(end)), new Row("works", () -> new Verdict.Pass("fine")));

        var found = new Round(checks, LONG, Duration.ofMillis(200)).look();

        end.countDown();
        assertThat(found).extracting(row -> row.verdict().state()).containsExactly("fail", "pass");
    }

    /** The carriers of virtual threads are for requests. */
    @Test
    void aCheckRunsOnAThreadOfThePlatform() {
        var checks = List.<Check>of(new Row(
                "thread",
                () -> new Verdict.Pass(Thread.currentThread().isVirtual() ? "a virtual thread" : "the platform")));

        var found = new Round(checks, LONG, LONG).look();

        assertThat(found.getFirst().verdict().sentence()).isEqualTo("the platform");
    }

    @Test
    void aCheckThatBreaksFailsAlone() {
        var checks = List.<Check>of(
                new Row("throws", () -> {
                    throw new IllegalStateException("a secret");
                }),
                new Row("lacks a class", () -> {
                    throw new NoClassDefFoundError("x");
                }),
                new Row("works", () -> new Verdict.Pass("fine")));

        var found = new Round(checks, LONG, LONG).look();

        assertThat(found).extracting(row -> row.verdict().state()).containsExactly("fail", "fail", "pass");
        assertThat(found.getFirst().verdict().sentence())
                .contains("IllegalStateException")
                .doesNotContain("secret");
        assertThat(found.get(1).verdict().sentence()).contains("NoClassDefFoundError");
    }

    @Test
    void aGoodAnswerMayHoldForAWhileABadOneNever() {
        var clock = new SettableClock(Instant.EPOCH);
        var looks = new AtomicInteger();
        var bad = new AtomicBoolean();
        Check check = new Believed(
                new Row("calls", () -> {
                    looks.incrementAndGet();
                    return bad.get() ? new Verdict.Fail("Broken.", "mend") : new Verdict.Pass("Fine.");
                }),
                Duration.ofMinutes(10),
                clock);

        check.run();
        clock.advance(Duration.ofMinutes(9));
        check.run();
        assertThat(looks).hasValue(1);

        clock.advance(Duration.ofMinutes(1));
        bad.set(true);
        check.run();
        assertThat(check.run()).isInstanceOf(Verdict.Fail.class);
        assertThat(looks).hasValue(3);
    }

    @Test
    void severalFaultsOfOneRowAreAllToldTheWorstFirst() {
        var verdict = Verdict.of(List.of(
                new Verdict.Pass("Fine."),
                new Verdict.Warn("Slow.", "wait"),
                new Verdict.Fail("Broken.", "mend"),
                new Verdict.Skip("Not seen.")));

        assertThat(verdict).isEqualTo(new Verdict.Fail("Broken. Slow.", "mend\nwait"));
    }
}
