package io.nuzantara.llm;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * A process that makes paid calls as fast as it can until it is told to end or killed. Arguments: address and user of the
 * database, port of the one who bills, cap of a day, calls at once. Each call reserves, calls, settles; each is told on the
 * output as {@code called} or {@code refused}.
 */
final class SpendingNode {

    private static final int PARENT_GONE = 3;

    private final TestMoney money;
    private final int port;
    private final PrintStream out;
    private final RandomGenerator random = RandomGenerator.getDefault();

    private SpendingNode(TestMoney money, int port, PrintStream out) {
        this.money = money;
        this.port = port;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = System.out;
        System.setOut(System.err);
        var pool = new HikariDataSource();
        pool.setJdbcUrl(arguments[0]);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        pool.setConnectionInitSql("SET search_path TO nuzantara, public");
        var money = new TestMoney(pool, startingAt(arguments[4]), arguments[2], arguments[2]);
        var node = new SpendingNode(money, Integer.parseInt(arguments[1]), answers);
        Thread.ofPlatform().daemon().start(SpendingNode::endWithParent);
        node.spend(Integer.parseInt(arguments[3]));
    }

    private static Clock startingAt(String instant) {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(instant)));
    }

    private static void endWithParent() {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (in.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException _) {
            // the pipe of a parent that died: the end is the same
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }

    private void spend(int atOnce) throws InterruptedException {
        var places = new Semaphore(atOnce);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                places.acquire();
                callers.execute(() -> {
                    try {
                        say(call() ? "called" : "refused");
                    } catch (RuntimeException | IOException e) {
                        say("failed " + e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private synchronized void say(String word) {
        out.println(word);
    }

    /** A worst case of 0.01 to 0.05 USD, of which up to all is billed. */
    private boolean call() throws IOException {
        var worst = random.nextLong(10_000, 50_000);
        var planned = new PlannedCall(TestMoney.MODEL, Purpose.EXTRACTION, new Caller("spending_node", null), worst, 1);
        return switch (money.budgets.reserve(planned)) {
            case Money.Reservation.Reserved reserved -> {
                var tokens = random.nextLong(1, worst);
                bill(TestMoney.price().cost(new Tokens(tokens, 0, 0)));
                money.settle(reserved, new Tokens(tokens, 0, 0));
                yield true;
            }
            case Money.Reservation.Denied denied -> {
                if (denied.why() != Refusal.DAY_BUDGET || !denied.sentence().contains("of this day does not suffice")) {
                    throw new IllegalStateException("refused without saying why: " + denied);
                }
                yield false;
            }
        };
    }

    /** Bills before it answers: what a process does not live to hear is billed all the same. */
    private void bill(BigDecimal cost) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var lines = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            lines.println(cost.toPlainString());
            socket.getInputStream().read();
        }
    }
}
