package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The deletions of {@link Expiry}: every method is one statement and one transaction of at most {@link #BLOCK} rows. */
@Repository
class ExpiryRows {

    static final int BLOCK = 10_000;
    static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;

    ExpiryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in the order of ends. */
    record Place(Instant finishedAt, UUID id) {}

    /** An execution that has ended. */
    record Ended(UUID id, Instant finishedAt, boolean hadItems) {
        Place place() {
            return new Place(finishedAt, id);
        }
    }

    /** Up to which end a rule has nothing more to delete. */
    Instant mark(String rule) {
        return jdbc.sql("SELECT until FROM execution_retention WHERE rule = :rule")
                .param("rule", rule)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    void mark(String rule, Instant until) {
        jdbc.sql("""
                        INSERT INTO execution_retention (rule, until) VALUES (:rule, :until)
                        ON CONFLICT (rule) DO UPDATE SET until = excluded.until
                        """).param("rule", rule).param("until", utc(until)).update();
    }

    /** The next executions that ended before the limit, the oldest first. */
    List<Ended> ended(Place after, Instant limit, int most) {
        return jdbc.sql("""
                        SELECT id, finished_at, items_total IS NOT NULL AS had_items
                          FROM agent_executions
                         WHERE (finished_at, id) > (:finishedAt, :id) AND finished_at < :limit
                         ORDER BY finished_at, id
                         LIMIT :most
                        """)
                .param("finishedAt", utc(after.finishedAt()))
                .param("id", after.id())
                .param("limit", utc(limit))
                .param("most", most)
                .query(RecordMapper.of(Ended.class))
                .list();
    }

    /** The oldest executions that ended before the limit and hold no effect that is kept longer. */
    List<Ended> expired(Instant limit, int most) {
        return jdbc.sql("""
                        SELECT id, finished_at, items_total IS NOT NULL AS had_items
                          FROM agent_executions AS e
                         WHERE finished_at < :limit
                           AND NOT EXISTS (SELECT FROM effects AS f WHERE f.execution_id = e.id)
                         ORDER BY finished_at, id
                         LIMIT :most
                        """)
                .param("limit", utc(limit))
                .param("most", most)
                .query(RecordMapper.of(Ended.class))
                .list();
    }

    /** What a deletion of items has done: how many rows, and the number of the last one. */
    record Gone(int rows, long last) {}

    /** The next items of an execution by number: those that are done or cancelled, or all. */
    Gone deleteItems(UUID execution, long after, boolean alsoFailed) {
        return jdbc.sql("""
                        WITH block AS (
                          SELECT ctid, item_no
                            FROM execution_items
                           WHERE execution_id = :execution AND item_no > :after AND (:alsoFailed OR status IN ('done', 'cancelled'))
                           ORDER BY item_no
                           LIMIT :block),
                        gone AS (
                          DELETE FROM execution_items WHERE ctid = ANY (ARRAY(SELECT ctid FROM block)))
                        SELECT count(*) AS rows, coalesce(max(item_no), 0) AS last FROM block
                        """)
                .param("execution", execution)
                .param("after", after)
                .param("alsoFailed", alsoFailed)
                .param("block", BLOCK)
                .query(RecordMapper.of(Gone.class))
                .single();
    }

    int deleteEvents(UUID[] executions) {
        return jdbc.sql("""
                        DELETE FROM execution_events
                         WHERE ctid = ANY (ARRAY(SELECT ctid FROM execution_events WHERE execution_id = ANY (:executions) LIMIT :block))
                        """)
                .param("executions", executions)
                .param("block", BLOCK)
                .update();
    }

    int deleteSteps(UUID[] executions) {
        return jdbc.sql("""
                        DELETE FROM execution_steps
                         WHERE ctid = ANY (ARRAY(SELECT ctid FROM execution_steps WHERE execution_id = ANY (:executions) LIMIT :block))
                        """)
                .param("executions", executions)
                .param("block", BLOCK)
                .update();
    }

    /** Effects whose outcome is known; one in doubt stays, because only a person can say what became of it. */
    int deleteEffects(Instant limit) {
        return jdbc.sql("""
                        DELETE FROM effects
                         WHERE key IN (SELECT f.key
                                         FROM effects AS f
                                         JOIN agent_executions AS e ON e.id = f.execution_id
                                        WHERE f.status IN ('planned', 'done', 'failed') AND e.finished_at < :limit
                                        ORDER BY e.finished_at
                                        LIMIT :block)
                        """).param("limit", utc(limit)).param("block", BLOCK).update();
    }

    /** With sums and approvals; few rows each. */
    int deleteExecutions(UUID[] executions) {
        return jdbc.sql("DELETE FROM agent_executions WHERE id = ANY (:executions)")
                .param("executions", executions)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
