package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.security.KillSwitch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
class StopTests {

    private static final int ITEMS = 1_500;
    private static final Duration LATEST = Duration.ofSeconds(2);

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    KillSwitch killSwitch;

    @Autowired
    JdbcClient jdbc;

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger saved = new AtomicInteger();
    private final AtomicLong lastStart = new AtomicLong(System.nanoTime());

    @AfterEach
    void goOn() {
        killSwitch.resume("test");
    }

    /** Stopped by another node: this one learns it from the database. */
    @Test
    void callsStopSoonAfterTheSwitchAndGoOnWhereTheyWere() {
        teach();
        var start = executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", "stopped")), Trigger.API, "test", "probe:stopped", null));
        var id = ((Start.Accepted) start).id();

        for (var round = 1; round <= 3; round++) {
            var begun = started.get();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> started.get() >= begun + 40);
            stopElsewhere();
            var stopped = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> System.nanoTime() - Math.max(stopped, lastStart.get()) > LATEST.toNanos());
            var late = Duration.ofNanos(Math.max(0, lastStart.get() - stopped));
            System.out.printf("round %d: last call began %d ms after the stop%n", round, late.toMillis());
            assertThat(late).isLessThan(LATEST);
            assertThat(started).as("work is left for the next round").hasValueLessThan(ITEMS);
            killSwitch.resume("test");
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> executions.find(id).orElseThrow().isFinal());
        assertThat(executions.find(id).orElseThrow().status()).isEqualTo("completed");
        assertThat(saved).hasValue(ITEMS);
    }

    private void teach() {
        probe.teach("stopped", execution -> {
            var summary = execution.items(
                    "probe",
                    new ItemSource.Made(() -> IntStream.rangeClosed(1, ITEMS)
                            .mapToObj(number -> new ItemSource.New("s-" + number, Map.of("n", number)))));
            return new Outcome.Completed("", Map.of("done", summary.done()));
        });
        probe.teachItems(
                "stopped",
                (item, context) -> {
                    started.incrementAndGet();
                    lastStart.set(System.nanoTime());
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                    return item.number();
                },
                (item, result) -> saved.incrementAndGet());
    }

    private void stopElsewhere() {
        jdbc.sql("""
                        INSERT INTO engine_settings (name, value, reason, updated_at, updated_by)
                        VALUES ('stopped', 'true', 'a test', now(), 'another node')
                        ON CONFLICT (name) DO UPDATE SET value = 'true'
                        """).update();
    }
}
