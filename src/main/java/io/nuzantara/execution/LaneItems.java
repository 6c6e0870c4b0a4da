package io.nuzantara.execution;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The items as a lane sees them. What a lane takes names its owner, a string new at every pick; every later change names it
 * again, so a lane that was taken for dead writes nothing.
 */
@Repository
class LaneItems {

    /** An execution with items that are due, and the kind of the first one. */
    record Due(UUID execution, String agent, int priority, String kind) {}

    /** What an item has used. */
    record Spent(long tokens, BigDecimal cost) {
        static final Spent NOTHING = new Spent(0, BigDecimal.ZERO);

        Spent plus(Spent other) {
            return new Spent(tokens + other.tokens, cost.add(other.cost));
        }
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    LaneItems(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Whether this process still holds the lane: the scheduler's own row is the witness. */
    boolean holds(Owner owner) {
        return jdbc.sql("""
                        SELECT count(*) FROM scheduled_tasks
                         WHERE task_name = 'lane' AND task_instance = :lane AND picked AND version = :version
                        """)
                        .param("lane", Integer.toString(owner.lane()))
                        .param("version", owner.version())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Takes back what the lane's last holder left in its hands: ready again, or failed when it was tried too often (an item that
     * kills its process must not do so for ever). What was there when a process died for the second time comes back at a random
     * moment, so that the same items do not stand beside a deadly one each time. Says how many failed.
     */
    List<UUID> sweep(Owner owner, int maxAttempts) {
        return jdbc.sql("""
                        WITH swept AS (
                          UPDATE execution_items
                             SET status = CASE WHEN attempts >= :maxAttempts THEN 'failed' ELSE 'ready' END,
                                 error_code = CASE WHEN attempts >= :maxAttempts THEN 'poisoned' END,
                                 error = CASE WHEN attempts >= :maxAttempts THEN 'The process died each time while it worked on this.' END,
                                 finished_at = CASE WHEN attempts >= :maxAttempts THEN CAST(:now AS timestamptz) END, owner = NULL,
                                 not_before = CASE WHEN attempts < 2 THEN not_before
                                                   ELSE CAST(:now AS timestamptz) + random() * make_interval(secs => least(60, 2 ^ attempts)) END
                           WHERE lane = :lane AND status = 'running'
                             AND EXISTS (SELECT 1 FROM scheduled_tasks
                                          WHERE task_name = 'lane' AND task_instance = CAST(:lane AS text) AND picked AND version = :version)
                          RETURNING execution_id, status),
                        counted AS (
                          INSERT INTO execution_progress AS p (execution_id, lane, failed)
                          SELECT execution_id, :lane, count(*) FROM swept WHERE status = 'failed' GROUP BY execution_id
                          ON CONFLICT (execution_id, lane) DO UPDATE SET failed = p.failed + excluded.failed)
                        SELECT execution_id FROM swept WHERE status = 'failed'
                        """)
                .param("lane", owner.lane())
                .param("version", owner.version())
                .param("maxAttempts", maxAttempts)
                .param("now", now())
                .query(Ledger.ID)
                .list();
    }

    /** The executions whose items are due; few, because each of them holds a slot or is internal. */
    List<Due> due() {
        return jdbc.sql("""
                        SELECT e.id AS execution, e.agent, e.priority, next.kind
                          FROM agent_executions e
                          JOIN LATERAL (SELECT i.kind FROM execution_items i
                                         WHERE i.execution_id = e.id AND i.status = 'ready' AND i.not_before <= :now
                                         ORDER BY i.not_before, i.item_no LIMIT 1) next ON true
                         WHERE e.fanned_out AND e.status = 'running' AND e.cancel_requested_at IS NULL
                        """)
                .param("now", now())
                .query((row, number) -> new Due(
                        row.getObject("execution", UUID.class),
                        row.getString("agent"),
                        row.getInt("priority"),
                        row.getString("kind")))
                .list();
    }

    /**
     * Takes what comes next; exactly this statement is claimed with. The rows just locked are found by their place: to the planner a
     * new execution has one item, so it would gladly read all of a million to find one by its number.
     */
    static final String CLAIM = """
            WITH next AS MATERIALIZED (
              SELECT ctid AS place, item_no, attempts FROM execution_items
               WHERE execution_id = :execution AND status = 'ready' AND not_before <= :now
               ORDER BY not_before, item_no LIMIT :number
                 FOR UPDATE SKIP LOCKED),
            first AS (SELECT item_no, attempts FROM next LIMIT 1)
            UPDATE execution_items i
               SET status = 'running', lane = :lane, owner = :owner, attempts = i.attempts + 1
             WHERE i.ctid = ANY (ARRAY (
                     SELECT next.place FROM next, first
                      WHERE next.item_no = first.item_no OR (next.attempts = 0 AND first.attempts = 0)))
               AND EXISTS (SELECT 1 FROM scheduled_tasks
                            WHERE task_name = 'lane' AND task_instance = CAST(:lane AS text) AND picked AND version = :version)
            RETURNING i.item_no, i.kind, i.item_key, i.input, i.attempts
            """;

    /**
     * Takes up to a number of items. One that was tried before is taken alone: should it kill the process, it harms no other. The
     * attempt is on the disk before the work begins, or an item that takes the server down with the process would be tried for ever.
     */
    List<Item> claim(Owner owner, UUID execution, int number) {
        return jdbc.sql(CLAIM)
                .param("execution", execution)
                .param("lane", owner.lane())
                .param("version", owner.version())
                .param("owner", owner.text())
                .param("number", number)
                .param("now", now())
                .query((row, n) -> new Item(
                        execution,
                        row.getLong("item_no"),
                        row.getString("kind"),
                        row.getString("item_key"),
                        json.readTree(row.getString("input") == null ? "null" : row.getString("input")),
                        row.getInt("attempts")))
                .list();
    }

    /**
     * Marks items done and counts them; first statement of the transaction that keeps their results. Each lane has a row of its
     * own to count in, so no two wait for each other.
     *
     * @param spent what they have used
     * @throws LostItem when one of them is not this owner's any more
     */
    void done(Owner owner, UUID execution, List<Long> numbers, Spent spent) {
        var counted = jdbc.sql("""
                        WITH done AS (
                          UPDATE execution_items SET status = 'done', error_code = NULL, error = NULL, finished_at = :now
                           WHERE execution_id = :execution AND item_no = ANY(:numbers) AND owner = :owner AND status = 'running'
                          RETURNING item_no)
                        INSERT INTO execution_progress AS p (execution_id, lane, done, tokens, cost)
                        SELECT :execution, :lane, count(*), :tokens, :cost FROM done HAVING count(*) = :expected
                        ON CONFLICT (execution_id, lane) DO UPDATE
                           SET done = p.done + excluded.done, tokens = p.tokens + excluded.tokens, cost = p.cost + excluded.cost
                        """)
                .param("execution", execution)
                .param("numbers", numbers.toArray(Long[]::new))
                .param("owner", owner.text())
                .param("now", now())
                .param("lane", owner.lane())
                .param("tokens", spent.tokens())
                .param("cost", spent.cost())
                .param("expected", numbers.size())
                .update();
        if (counted == 0) {
            throw new LostItem(execution, numbers);
        }
    }

    /** Counts an attempt that failed, and the item if that was its last one. */
    void count(Owner owner, UUID execution, int failed, Spent spent) {
        jdbc.sql("""
                        INSERT INTO execution_progress AS p (execution_id, lane, failed, tokens, cost)
                        VALUES (:execution, :lane, :failed, :tokens, :cost)
                        ON CONFLICT (execution_id, lane) DO UPDATE
                           SET failed = p.failed + excluded.failed, tokens = p.tokens + excluded.tokens, cost = p.cost + excluded.cost
                        """)
                .param("execution", execution)
                .param("lane", owner.lane())
                .param("failed", failed)
                .param("tokens", spent.tokens())
                .param("cost", spent.cost())
                .update();
    }

    /** Ends an item as failed; false when it is not this owner's any more. */
    boolean failed(Owner owner, Item item, String code, @Nullable String error) {
        return change(owner, item, "failed", 0, code, error, clock.instant()) > 0;
    }

    /** Lets an item be tried again later; false when it is not this owner's any more. */
    boolean again(Owner owner, Item item, String code, @Nullable String error, Instant at) {
        return change(owner, item, "ready", 0, code, error, at) > 0;
    }

    /** Gives an item back untried: its call was interrupted by us. */
    void release(Owner owner, Item item) {
        change(owner, item, "ready", 1, null, null, clock.instant());
    }

    private int change(
            Owner owner,
            Item item,
            String status,
            int untried,
            @Nullable String code,
            @Nullable String error,
            Instant at) {
        return jdbc.sql("""
                        UPDATE execution_items
                           SET status = :status, attempts = attempts - :untried, not_before = :at, error_code = :code, error = :error,
                               finished_at = CASE WHEN :status = 'failed' THEN CAST(:now AS timestamptz) END
                         WHERE execution_id = :execution AND item_no = :number AND owner = :owner AND status = 'running'
                        """)
                .param("execution", item.execution())
                .param("number", item.number())
                .param("owner", owner.text())
                .param("status", status)
                .param("untried", untried)
                .param("code", code)
                .param("error", error)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("now", now())
                .update();
    }

    /** Whether items are still in this owner's hands, e.g. after a commit of which nobody knows whether it happened. */
    boolean isOwn(Owner owner, UUID execution, List<Long> numbers) {
        return jdbc.sql("""
                        SELECT count(*) FROM execution_items
                         WHERE execution_id = :execution AND item_no = ANY(:numbers) AND owner = :owner AND status = 'running'
                        """)
                        .param("execution", execution)
                        .param("numbers", numbers.toArray(Long[]::new))
                        .param("owner", owner.text())
                        .query(Integer.class)
                        .single()
                == numbers.size();
    }

    /** Whether no item of a kind is done and all that failed have one code. */
    boolean isHopeless(UUID execution, String kind) {
        return jdbc.sql("""
                        SELECT NOT EXISTS (SELECT 1 FROM execution_items WHERE execution_id = :execution AND kind = :kind AND status = 'done')
                               AND (SELECT count(DISTINCT error_code) FROM execution_items
                                     WHERE execution_id = :execution AND kind = :kind AND status = 'failed') = 1
                        """)
                .param("execution", execution)
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    /** How many items of a kind have failed; no more than this are counted. */
    long failures(UUID execution, String kind, int most) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM (SELECT 1 FROM execution_items WHERE execution_id = :execution AND kind = :kind AND status = 'failed' LIMIT :most) AS failed
                        """)
                .param("execution", execution)
                .param("kind", kind)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
