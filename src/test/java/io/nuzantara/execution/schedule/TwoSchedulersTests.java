package io.nuzantara.execution.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.ApplicationTest;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.Agents;
import io.nuzantara.execution.Executions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Two nodes, a schedule of every second, time that runs ten times as fast; one node loses its database while it fires. */
@ApplicationTest
class TwoSchedulersTests {

    private static final Instant START = Instant.parse("2032-01-01T00:00:00Z");
    private static final int SPEED = 10;
    private static final int FIRES = 60;

    @Autowired
    ScheduleRows rows;

    @Autowired
    Agents agents;

    @Autowired
    Executions executions;

    @Autowired
    ObjectProvider<Scheduler> noScheduler;

    @Autowired
    ObjectProvider<MeterRegistry> meters;

    @Autowired
    JdbcClient jdbc;

    private final ConcurrentLinkedQueue<Instant> fired = new ConcurrentLinkedQueue<>();
    private final AtomicInteger firesOfFirst = new AtomicInteger();
    private final FastClock clock = new FastClock();
    private final AtomicReference<@Nullable Instant> lost = new AtomicReference<>();
    private final AtomicBoolean cut = new AtomicBoolean();

    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM agent_settings WHERE agent = 'probe'").update();
    }

    @Test
    void everySecondFiresAtMostOnceAlsoWhenANodeDies() {
        jdbc.sql("""
                        INSERT INTO agent_settings (agent, cron, zone, cooldown, updated_at, updated_by)
                        VALUES ('probe', '* * * * * *', 'Asia/Makassar', interval '0', now(), 'test')
                        """).update();
        var database = TestDatabase.create().dataSource();
        var first = scheduler("first", new Severed(database, cut), task(this::diesAtTheTwentieth));
        var second = scheduler("second", database, task(_ -> {}));
        first.scheduleIfNotExists(new TaskInstance<>("cron", "probe"), START.plusSeconds(1));
        try {
            first.start();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> firesOfFirst.get() > 10);
            second.start();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> cut.get() && fired.size() >= FIRES);
        } finally {
            first.stop();
            second.stop();
        }

        var started =
                keys("SELECT idempotency_key FROM agent_executions WHERE idempotency_key LIKE 'cron:probe:2032-%'");
        var skipped = keys(
                "SELECT 'cron:probe:' || (data ->> 'occurrence') FROM execution_events WHERE kind = 'occurrence_skipped' AND data ->> 'occurrence' LIKE '2032-%'");
        var again = new ArrayList<>(fired);
        Set.copyOf(fired).forEach(again::remove);
        System.out.printf(
                "cron on two schedulers, one cut: %d fires, %d of one occurrence again, %d started, %d skipped, 0 doubles%n",
                fired.size(), again.size(), started.size(), skipped.size());
        assertThat(fired).allSatisfy(at -> assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(again)
                .as("the occurrence that was cut is fired again; on a busy machine others may be too")
                .contains(Objects.requireNonNull(lost.get()));
        assertThat(Stream.concat(started.stream(), skipped.stream()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(FIRES - again.size() - 1);
    }

    private List<String> keys(String sql) {
        return jdbc.sql(sql).query(String.class).list().stream()
                .map(String::valueOf)
                .toList();
    }

    private void diesAtTheTwentieth(Instant planned) {
        if (firesOfFirst.incrementAndGet() == 20) {
            lost.set(planned);
            cut.set(true);
        }
    }

    private CustomTask<Void> task(Consumer<Instant> after) {
        var schedules = new Schedules(rows, agents, executions, noScheduler, meters, true, clock);
        return ScheduleConfiguration.task((agent, planned) -> {
            var next = schedules.fire(agent, planned);
            fired.add(planned);
            after.accept(planned);
            return next;
        });
    }

    /** In fast time, an execution counts as dead after a minute, which is six seconds of ours. */
    private Scheduler scheduler(String name, DataSource database, CustomTask<Void> task) {
        return Scheduler.create(database, task)
                .schedulerName(() -> name)
                .clock(clock::instant)
                .threads(2)
                .pollingInterval(Duration.ofMillis(20))
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(Duration.ofMillis(100))
                .missedHeartbeatsLimit(600)
                .failureLogging(LogLevel.OFF, false)
                .shutdownMaxWait(Duration.ofSeconds(1))
                .build();
    }

    private static final class Severed extends DelegatingDataSource {
        private final AtomicBoolean cut;

        private Severed(DataSource target, AtomicBoolean cut) {
            super(target);
            this.cut = cut;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cut.get()) {
                throw new SQLException("cut", "08006");
            }
            return super.getConnection();
        }
    }

    private static final class FastClock extends Clock {
        private final long started = System.nanoTime();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return START.plusNanos((System.nanoTime() - started) * SPEED);
        }
    }
}
