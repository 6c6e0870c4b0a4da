package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuzantara.database.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What a lane may still write about items that it has claimed. */
class LaneItemsTests {

    private static final String PIECES =
            "SELECT 'piece-' || n AS item_key, CAST(NULL AS jsonb) AS input FROM generate_series(1, 3) AS n";
    private static final LaneItems.Spent SPENT = new LaneItems.Spent(100, new BigDecimal("0.25"));

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final LaneItems lanes = new LaneItems(jdbc, JsonMapper.shared(), Clock.systemUTC());
    private final UUID execution = UUID.randomUUID();
    private final Owner owner = Owner.of(0, 1);

    @BeforeEach
    void threePiecesAndALane() {
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at, running_since)
                        VALUES (:id, 'probe', 'api', 'test', '{}', 'running', 5, now(), now())
                        """).param("id", execution).update();
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('lane', '0', now(), true, 1)
                        """).update();
        var items = new Items(jdbc, database.transactions(), JsonMapper.shared(), Clock.systemUTC());
        database.transactions()
                .executeWithoutResult(
                        status -> items.handOut(execution, "piece", new ItemSource.Query(PIECES, Map.of())));
    }

    @Test
    void whatIsDoneIsCountedWithWhatItUsed() {
        var claimed = numbers(lanes.claim(owner, execution, 2));

        lanes.done(owner, execution, claimed, SPENT);
        lanes.done(owner, execution, numbers(lanes.claim(owner, execution, 1)), SPENT);

        assertThat(items()).containsExactly("done 1", "done 1", "done 1");
        assertThat(progress()).containsExactly("done 3, failed 0, 200 tokens, 0.500000");
    }

    @Test
    void ofItemsOfWhichOneWasTakenAwayNoneIsDone() {
        var claimed = numbers(lanes.claim(owner, execution, 3));
        jdbc.sql("UPDATE execution_items SET owner = 'another' WHERE item_no = :number")
                .param("number", claimed.getLast())
                .update();

        assertThatExceptionOfType(LostItem.class)
                .isThrownBy(() -> database.transactions()
                        .executeWithoutResult(status -> lanes.done(owner, execution, claimed, SPENT)));

        assertThat(items()).containsExactly("running 1", "running 1", "running 1");
        assertThat(progress()).isEmpty();
    }

    @Test
    void aFailedAttemptIsCountedAndAFailedItemToo() {
        var item = lanes.claim(owner, execution, 1).getFirst();
        lanes.count(owner, execution, 0, SPENT);
        assertThat(lanes.failed(owner, item, "unfit", "It does not fit.")).isTrue();
        lanes.count(owner, execution, 1, SPENT);

        assertThat(progress()).containsExactly("done 0, failed 1, 200 tokens, 0.500000");
    }

    private static List<Long> numbers(List<Item> items) {
        return items.stream().map(Item::number).toList();
    }

    private List<@Nullable String> items() {
        return jdbc.sql("SELECT status || ' ' || attempts FROM execution_items ORDER BY item_no")
                .query(String.class)
                .list();
    }

    private List<@Nullable String> progress() {
        return jdbc.sql("""
                        SELECT 'done ' || done || ', failed ' || failed || ', ' || tokens || ' tokens, ' || cost
                          FROM execution_progress
                         WHERE done + failed + tokens > 0
                        """).query(String.class).list();
    }
}
