package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class SlotsTests {

    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final TransactionTemplate transactions = database.transactions();
    private final Slots slots =
            new Slots(jdbc, new Limits(jdbc, TestSettings.engine(), Clock.fixed(NOW, ZoneOffset.UTC)));

    @BeforeEach
    void threeSlots() {
        slots.repair();
    }

    @Test
    void whoWaitsLongestComesFirstWithinAPriority() {
        var late = queued("a", 5, 30);
        var early = queued("b", 5, 10);
        var urgent = queued("c", 9, 20);
        jdbc.sql("DELETE FROM agent_slots WHERE no > 1").update();

        assertThat(take(late)).isEqualTo(Slots.Permission.NONE);
        assertThat(take(urgent)).isEqualTo(Slots.Permission.TAKEN);
        assertThat(take(urgent)).isEqualTo(Slots.Permission.HELD);
        assertThat(take(early)).isEqualTo(Slots.Permission.TAKEN);
        assertThat(take(late)).isEqualTo(Slots.Permission.NONE);
    }

    @Test
    void whoMayNotBeginKeepsNobodyWaiting() {
        var off = queued("off", 9, 1);
        var cancelled = queued("cancelled", 8, 2);
        var ready = queued("ready", 5, 3);
        jdbc.sql("DELETE FROM agent_slots WHERE no > 0").update();
        jdbc.sql("""
                        INSERT INTO agent_settings (agent, enabled, cron, zone, cooldown, updated_at, updated_by)
                        VALUES ('off', false, '', 'UTC', interval '0', now(), 'test')
                        """).update();
        jdbc.sql("UPDATE agent_executions SET cancel_requested_at = now() WHERE id = :id")
                .param("id", cancelled)
                .update();

        assertThat(take(off)).isEqualTo(Slots.Permission.NONE);
        assertThat(take(ready)).isEqualTo(Slots.Permission.TAKEN);
    }

    @Test
    void anExecutionBackFromAPersonWaitsForTheOtherOneOfItsKey() {
        var returning = queued("same", 9, 1);
        jdbc.sql("UPDATE agent_executions SET status = 'waiting_approval' WHERE id = :id")
                .param("id", returning)
                .update();
        var active = queued("same", 5, 2);

        assertThat(take(returning)).isEqualTo(Slots.Permission.NONE);
        assertThat(take(active)).isEqualTo(Slots.Permission.TAKEN);
    }

    @Test
    void aCrowdTakesExactlyTheSlotsThereAre() throws Exception {
        var ids =
                IntStream.range(0, 6).mapToObj(i -> queued("crowd-" + i, 5, i)).toList();
        var go = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = ids.stream()
                    .map(id -> callers.submit((Callable<Slots.Permission>) () -> {
                        go.await();
                        return take(id);
                    }))
                    .toList();
            go.countDown();
            for (var answer : asked) {
                assertThat(answer.get()).isNotEqualTo(Slots.Permission.HELD);
            }
            assertThat(asked.stream().map(Future::resultNow).filter(Slots.Permission.TAKEN::equals))
                    .hasSizeBetween(1, 3);
        }
        ids.forEach(this::take);
        assertThat(holders()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 3));
    }

    @Test
    void repairTakesSlotsBackAndFollowsTheLimit() {
        var ended = queued("ended", 5, 1);
        take(ended);
        jdbc.sql("UPDATE agent_executions SET status = 'completed', finished_at = now() WHERE id = :id")
                .param("id", ended)
                .update();
        jdbc.sql(
                        "INSERT INTO engine_settings (name, value, updated_at, updated_by) VALUES ('slots', '5', now(), 'test')")
                .update();

        slots.repair();

        assertThat(holders()).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM agent_slots")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
        jdbc.sql("UPDATE engine_settings SET value = '2' WHERE name = 'slots'").update();
        slots.repair();
        assertThat(jdbc.sql("SELECT count(*) FROM agent_slots")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private Slots.Permission take(UUID id) {
        return java.util.Objects.requireNonNull(transactions.execute(status -> {
            var permission = slots.take(id);
            if (permission == Slots.Permission.TAKEN) {
                jdbc.sql("UPDATE agent_executions SET status = 'running', queued_at = NULL WHERE id = :id")
                        .param("id", id)
                        .update();
            }
            return permission;
        }));
    }

    private List<UUID> holders() {
        return jdbc.sql("SELECT execution_id FROM agent_slots WHERE execution_id IS NOT NULL")
                .query(Ledger.ID)
                .list();
    }

    private UUID queued(String agent, int priority, int second) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, exclusive_key, trigger, requested_by, parameters, status, priority, queued_at, created_at)
                        VALUES (:id, :agent, :agent, 'api', 'tester', '{}', 'started', :priority, now() + make_interval(secs => :second), now())
                        """)
                .param("id", id)
                .param("agent", agent)
                .param("priority", priority)
                .param("second", second)
                .update();
        return id;
    }
}
