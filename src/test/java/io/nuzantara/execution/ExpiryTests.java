package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ExpiryTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final SettableClock clock = new SettableClock(NOW);
    private final Expiry expiry = new Expiry(new ExpiryRows(jdbc), defaults(), clock);

    private static EngineSettings defaults() {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate("nuzantara.engine", EngineSettings.class);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("TRUNCATE agent_executions, execution_retention CASCADE").update();
    }

    @Test
    void doneItemsGoAWeekAfterTheEndAndTheirSumsStay() {
        var old = ended(Duration.ofDays(8));
        items(old, 20, "done");
        items(old, 3, "failed");
        items(old, 2, "cancelled");
        progress(old, 20, 3);
        var recent = ended(Duration.ofDays(6));
        items(recent, 5, "done");
        var running = execution("running", null);
        items(running, 4, "done");

        sweep();

        assertThat(statuses(old)).containsOnly("failed").hasSize(3);
        assertThat(count("execution_items", recent)).isEqualTo(5);
        assertThat(count("execution_items", running)).isEqualTo(4);
        assertThat(jdbc.sql("SELECT done || '/' || failed FROM execution_progress WHERE execution_id = :id")
                        .param("id", old)
                        .query(String.class)
                        .single())
                .isEqualTo("20/3");
    }

    @Test
    void whatWasRecentGoesWhenItsTimeIsOver() {
        var recent = ended(Duration.ofDays(6));
        items(recent, 5, "done");
        sweep();
        clock.advance(Duration.ofDays(2));

        sweep();

        assertThat(count("execution_items", recent)).isZero();
        assertThat(count("execution_events", recent)).isEqualTo(1);
    }

    @Test
    void anExecutionGoesAfter180DaysWithAllItHas() {
        var old = ended(Duration.ofDays(181));
        items(old, 3, "failed");
        step(old);
        progress(old, 0, 3);
        var retry = ended(Duration.ofDays(179));
        jdbc.sql("UPDATE agent_executions SET retry_of = :old WHERE id = :id")
                .param("old", old)
                .param("id", retry)
                .update();
        step(retry);
        var waiting = execution("waiting_approval", null);

        sweep();

        for (var table : List.of("execution_items", "execution_steps", "execution_events", "execution_progress")) {
            assertThat(count(table, old)).as(table).isZero();
        }
        assertThat(executions()).containsExactlyInAnyOrder(retry, waiting);
        assertThat(count("execution_steps", retry)).isEqualTo(1);
        assertThat(count("execution_events", retry)).isEqualTo(1);
    }

    @Test
    void anEffectInDoubtKeepsItsExecution() {
        var known = ended(Duration.ofDays(181));
        effect(known, "pr:a:1", "done");
        var doubt = ended(Duration.ofDays(181));
        effect(doubt, "pr:a:2", "unknown");
        var recent = ended(Duration.ofDays(179));
        effect(recent, "pr:a:3", "done");

        sweep();

        assertThat(executions()).containsExactlyInAnyOrder(doubt, recent);
        assertThat(jdbc.sql("SELECT key FROM effects")
                        .query((row, _) -> row.getString("key"))
                        .list())
                .containsExactlyInAnyOrder("pr:a:2", "pr:a:3");
    }

    @Test
    void rowsGoInBlocksOfTenThousandThatAreTransactionsOfTheirOwn() {
        var big = ended(Duration.ofDays(8));
        items(big, 45_000, "done");
        items(big, 5, "failed");
        var looks = new AtomicInteger();

        var first = expiry.all(() -> count("execution_items", big) < 45_005 - 15_000 || looks.incrementAndGet() > 100);

        assertThat(first).extracting(Expiry.Block::rows).containsExactly(10_000, 10_000);
        assertThat(count("execution_items", big)).as("what was done stays done").isEqualTo(25_005);

        var rest = sweep();

        assertThat(rest).extracting(Expiry.Block::rows).containsExactly(10_000, 10_000, 5_000);
        assertThat(statuses(big)).containsOnly("failed").hasSize(5);
        assertThat(sweep()).as("nothing is left").isEmpty();
    }

    @Test
    void theOldestGoFirst() {
        var younger = ended(Duration.ofDays(8));
        items(younger, 10, "done");
        var older = ended(Duration.ofDays(9));
        items(older, 10, "done");

        expiry.all(() -> count("execution_items", older) == 0);

        assertThat(count("execution_items", younger)).isEqualTo(10);
    }

    @Test
    void aBlockIsShort() {
        var big = ended(Duration.ofDays(181));
        items(big, 200_000, "done");
        for (var number = 0; number < 300; number++) {
            var small = ended(Duration.ofDays(181));
            events(small, 100);
        }

        var blocks = sweep();

        var longest =
                blocks.stream().map(Expiry.Block::took).max(Duration::compareTo).orElseThrow();
        var sum = blocks.stream().map(Expiry.Block::took).reduce(Duration.ZERO, Duration::plus);
        System.out.printf(
                "retention: %d rows in %d blocks, mean %d ms, longest %d ms%n",
                blocks.stream().mapToInt(Expiry.Block::rows).sum(),
                blocks.size(),
                sum.toMillis() / blocks.size(),
                longest.toMillis());
        assertThat(executions()).isEmpty();
        assertThat(longest).isLessThan(Duration.ofSeconds(3));
    }

    private List<Expiry.Block> sweep() {
        return expiry.all(() -> false);
    }

    private UUID ended(Duration ago) {
        return execution("completed", ago);
    }

    private UUID execution(String status, @Nullable Duration ago) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, event_seq, created_at, finished_at)
                        VALUES (:id, 'probe', 'api', 'test', '{}', :status, 5, 1, :created, :finished)
                        """)
                .param("id", id)
                .param("status", status)
                .param("created", OffsetDateTime.ofInstant(NOW.minus(Duration.ofDays(400)), ZoneOffset.UTC))
                .param("finished", ago == null ? null : OffsetDateTime.ofInstant(NOW.minus(ago), ZoneOffset.UTC))
                .update();
        events(id, 1);
        return id;
    }

    private void events(UUID id, int number) {
        jdbc.sql("""
                        INSERT INTO execution_events (execution_id, seq, at, kind)
                        SELECT :id, coalesce((SELECT max(seq) FROM execution_events WHERE execution_id = :id), 0) + n, now(), 'step_completed'
                          FROM generate_series(1, :number) AS n
                        """).param("id", id).param("number", number).update();
    }

    private void items(UUID id, int number, String status) {
        jdbc.sql("""
                        INSERT INTO execution_items (execution_id, item_no, kind, item_key, status, not_before)
                        SELECT :id, base.no + n, 'row', CAST(base.no + n AS text), :status, now()
                          FROM generate_series(1, :number) AS n,
                               (SELECT coalesce(max(item_no), 0) AS no FROM execution_items WHERE execution_id = :id) AS base
                        """)
                .param("id", id)
                .param("number", number)
                .param("status", status)
                .update();
        jdbc.sql("UPDATE agent_executions SET items_total = coalesce(items_total, 0) + :number WHERE id = :id")
                .param("id", id)
                .param("number", number)
                .update();
    }

    private void progress(UUID id, int done, int failed) {
        jdbc.sql("INSERT INTO execution_progress (execution_id, lane, done, failed) VALUES (:id, 0, :done, :failed)")
                .param("id", id)
                .param("done", done)
                .param("failed", failed)
                .update();
    }

    private void step(UUID id) {
        jdbc.sql(
                        "INSERT INTO execution_steps (execution_id, name, status, started_at) VALUES (:id, 's', 'completed', now())")
                .param("id", id)
                .update();
    }

    private void effect(UUID id, String key, String status) {
        jdbc.sql("""
                        INSERT INTO effects (key, execution_id, kind, payload, status, created_at)
                        VALUES (:key, :id, 'pr', '{}', :status, now())
                        """).param("key", key).param("id", id).param("status", status).update();
    }

    private List<UUID> executions() {
        return jdbc.sql("SELECT id FROM agent_executions").query(Ledger.ID).list();
    }

    private List<String> statuses(UUID id) {
        return jdbc.sql("SELECT status FROM execution_items WHERE execution_id = :id")
                .param("id", id)
                .query((row, _) -> row.getString("status"))
                .list();
    }

    private int count(String table, UUID id) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE execution_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
