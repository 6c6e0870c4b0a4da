package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Several processes spend one day's money at once and are killed in the middle, while somebody else writes the bill. */
final class SpendingRounds implements AutoCloseable {

    private static final BigDecimal MICRODOLLAR = new BigDecimal("0.000001");
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xshare:auto", "-Duser.timezone=UTC");

    private final TestDatabase database = TestDatabase.create();
    private final Instant begun = noon();
    private final TestMoney money;
    private final BigDecimal cap;
    private final Random random;
    private final ServerSocket biller = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final AtomicReference<BigDecimal> billed = new AtomicReference<>(BigDecimal.ZERO);
    private final AtomicInteger called = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Process> running = new ArrayList<>();
    private int kills;

    SpendingRounds(String cap, long seed) throws IOException {
        System.out.println("spending seed " + seed);
        random = new Random(seed);
        this.cap = new BigDecimal(cap);
        money = new TestMoney(database.dataSource(), new SettableClock(begun), cap, cap);
        Thread.ofVirtual().start(this::bill);
    }

    /** At the noon of the purse's day: all of this is spent on one day, at whatever hour it runs. */
    private static Instant noon() {
        return LocalDate.now(TestMoney.ZONE)
                .atTime(12, 0)
                .atZone(TestMoney.ZONE)
                .toInstant();
    }

    private void bill() {
        while (!biller.isClosed()) {
            try {
                var caller = biller.accept();
                Thread.ofVirtual().start(() -> bill(caller));
            } catch (IOException _) {
                return; // closed at the end of the test
            }
        }
    }

    private void bill(Socket caller) {
        try (caller;
                var lines =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
            var cost = lines.readLine();
            if (cost != null) {
                billed.accumulateAndGet(new BigDecimal(cost), BigDecimal::add);
                caller.getOutputStream().write('.');
            }
        } catch (IOException _) {
            // the caller was killed: what was billed stays billed
        }
    }

    /** Lets processes spend until so many calls were tried, and kills one of them now and then. */
    void spend(int processes, int calls, int kills) throws IOException {
        for (var process = 0; process < processes; process++) {
            start();
        }
        for (var kill = 1; kill <= kills; kill++) {
            var enough = calls * kill / (kills + 1);
            awaitTried(enough);
            var victim = running.remove(random.nextInt(running.size()));
            victim.destroyForcibly().onExit().join();
            this.kills++;
            start();
        }
        awaitTried(calls);
        running.forEach(process -> process.destroyForcibly().onExit().join());
        running.clear();
    }

    private void awaitTried(int calls) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(failures).isEmpty();
                    assertNeverAbove();
                    return called.get() + refused.get() >= calls;
                });
    }

    private void start() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SpendingNode.class.getName(),
                TestDatabase.url(database.app()),
                Integer.toString(biller.getLocalPort()),
                cap.toPlainString(),
                "24",
                begun.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running.add(process);
        Thread.ofVirtual().start(() -> listen(process));
    }

    private void listen(Process process) {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                switch (line) {
                    case "called" -> called.incrementAndGet();
                    case "refused" -> refused.incrementAndGet();
                    default -> failures.add(line);
                }
            });
        } catch (IOException | UncheckedIOException _) {
            // the pipe of a killed process
        }
    }

    private void assertNeverAbove() {
        money.rows
                .standing(BudgetRows.Purse.of(money.days.today()))
                .ifPresent(day -> assertThat(day.spent().add(day.reserved())).isLessThanOrEqualTo(cap));
    }

    /** Nothing above the limit, nothing billed that is not counted, and a refusal for everything else. */
    void check() {
        var day = money.rows.standing(BudgetRows.Purse.of(money.days.today())).orElseThrow();
        var counted = day.spent().add(day.reserved());
        System.out.printf(
                "spending: %d calls, %d refused, %d kills; cap %s, billed %s, spent %s, left behind by the killed %s%n",
                called.get(), refused.get(), kills, cap, billed.get(), day.spent(), day.reserved());
        assertThat(failures).isEmpty();
        assertThat(counted).isLessThanOrEqualTo(cap);
        assertThat(billed.get()).isPositive().isLessThanOrEqualTo(counted);
        assertThat(called.get()).isPositive();
        assertThat(refused.get()).isPositive();
        assertThat(cap.subtract(counted))
                .as("what is left is too little for the next call")
                .isLessThan(new BigDecimal("0.05").add(MICRODOLLAR));
        collectLost(day);
    }

    private void collectLost(BudgetRows.Standing before) {
        var later = new TestMoney(
                database.dataSource(),
                new SettableClock(begun.plus(LostCalls.LONGEST_CALL).plus(Duration.ofHours(1))),
                cap.toPlainString(),
                cap.toPlainString());
        later.lost.collect();
        var after = money.rows.standing(BudgetRows.Purse.of(money.days.today())).orElseThrow();
        assertThat(after.reserved()).isZero();
        assertThat(after.spent()).isEqualByComparingTo(before.spent().add(before.reserved()));
    }

    @Override
    public void close() throws IOException {
        running.forEach(Process::destroyForcibly);
        biller.close();
    }
}
