package io.nuzantara.execution;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The items of executions as their phase machine sees them: handed out, counted, called back. */
@Repository
class Items {

    private static final int BLOCK = 1_000;
    private static final int CANCEL_BLOCK = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    Items(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** Hands out the items of a kind and says how many; inside the transaction that records it. */
    long handOut(UUID execution, String kind, ItemSource source) {
        var first = last(execution);
        var handedOut = switch (source) {
            case ItemSource.Query query -> insert(execution, kind, first, query);
            case ItemSource.Made made -> insert(execution, kind, first, made);
        };
        jdbc.sql("""
                        UPDATE agent_executions
                           SET items_total = coalesce(items_total, 0) + :handedOut, fanned_out = :handedOut > 0
                         WHERE id = :id
                        """).param("id", execution).param("handedOut", handedOut).update();
        return handedOut;
    }

    private long last(UUID execution) {
        return jdbc.sql("SELECT coalesce(max(item_no), 0) FROM execution_items WHERE execution_id = :id")
                .param("id", execution)
                .query(Long.class)
                .single();
    }

    private long insert(UUID execution, String kind, long last, ItemSource.Query query) {
        return jdbc.sql("""
                        INSERT INTO execution_items (execution_id, item_no, kind, item_key, input, status, not_before)
                        SELECT :itemExecution, :itemLast + row_number() OVER (), :itemKind, source.item_key, source.input, 'ready', :itemNow
                          FROM (%s) AS source
                        """.formatted(query.sql()))
                .params(query.parameters())
                .param("itemExecution", execution)
                .param("itemLast", last)
                .param("itemKind", kind)
                .param("itemNow", now())
                .update();
    }

    private long insert(UUID execution, String kind, long last, ItemSource.Made made) {
        var inserted = 0L;
        try (Stream<ItemSource.New> items = made.items().get()) {
            var blocks =
                    items.gather(java.util.stream.Gatherers.windowFixed(BLOCK)).iterator();
            while (blocks.hasNext()) {
                inserted += insert(execution, kind, last + inserted, blocks.next());
            }
        }
        return inserted;
    }

    private int insert(UUID execution, String kind, long last, List<ItemSource.New> block) {
        return jdbc.sql("""
                        INSERT INTO execution_items (execution_id, item_no, kind, item_key, input, status, not_before)
                        SELECT :execution, :last + item.no, :kind, item.key, CAST(item.input AS jsonb), 'ready', :now
                          FROM unnest(:keys::text[], :inputs::text[]) WITH ORDINALITY AS item (key, input, no)
                        """)
                .param("execution", execution)
                .param("last", last)
                .param("kind", kind)
                .param("now", now())
                .param("keys", block.stream().map(ItemSource.New::key).toArray(String[]::new))
                .param("inputs", block.stream().map(this::input).toArray(String[]::new))
                .update();
    }

    private String input(ItemSource.New item) {
        return json.writeValueAsString(item.input());
    }

    /** Whether an item waits for a lane or is in the hands of one: two probes of small indexes. */
    boolean isOpen(UUID execution) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM execution_items WHERE execution_id = :id AND status = 'ready')
                            OR EXISTS (SELECT 1 FROM execution_items WHERE execution_id = :id AND status = 'running')
                        """).param("id", execution).query(Boolean.class).single();
    }

    /** How the items of a kind stand; counts every one, so it is asked once when all have ended. */
    ItemSummary summary(UUID execution, String kind) {
        return jdbc.sql("""
                        SELECT count(*) AS total, count(*) FILTER (WHERE status = 'done') AS done,
                               count(*) FILTER (WHERE status = 'failed') AS failed, count(*) FILTER (WHERE status = 'cancelled') AS cancelled
                          FROM execution_items
                         WHERE execution_id = :id AND kind = :kind
                        """)
                .param("id", execution)
                .param("kind", kind)
                .query((row, number) -> new ItemSummary(
                        row.getLong("total"), row.getLong("done"), row.getLong("failed"), row.getLong("cancelled")))
                .single();
    }

    /** No lane will look at the execution any more until it hands out again. */
    void callBack(UUID execution) {
        jdbc.sql("UPDATE agent_executions SET fanned_out = false WHERE id = :id")
                .param("id", execution)
                .update();
    }

    /** Cancels what no lane has taken, in blocks of 10,000; nothing for a process that lost the execution. */
    void cancelReady(UUID execution, long fence) {
        while (cancelBlock(execution, fence) == CANCEL_BLOCK) {
            // the next block
        }
    }

    /** As {@link #cancelReady(UUID, long)}, by a lane: items of one fan-out fail whoever works on it. */
    void cancelReady(UUID execution) {
        var fence = jdbc.sql("SELECT fence FROM agent_executions WHERE id = :id")
                .param("id", execution)
                .query(Long.class)
                .single();
        cancelReady(execution, fence);
    }

    private int cancelBlock(UUID execution, long fence) {
        return jdbc.sql("""
                        UPDATE execution_items i SET status = 'cancelled', finished_at = :now
                          FROM (SELECT item_no FROM execution_items
                                 WHERE execution_id = :id AND status = 'ready'
                                 ORDER BY not_before, item_no LIMIT :block
                                   FOR UPDATE) AS ready
                         WHERE i.execution_id = :id AND i.item_no = ready.item_no
                           AND EXISTS (SELECT 1 FROM agent_executions e WHERE e.id = :id AND e.fence = :fence)
                        """)
                .param("id", execution)
                .param("fence", fence)
                .param("block", CANCEL_BLOCK)
                .param("now", now())
                .update();
    }

    /** Cancels also what is in the hands of lanes: whatever they find out now is not kept. */
    void cancelOpen(UUID execution, long fence) {
        cancelReady(execution, fence);
        transactions.executeWithoutResult(status -> jdbc.sql("""
                        UPDATE execution_items SET status = 'cancelled', finished_at = :now
                         WHERE execution_id = :id AND status IN ('running', 'ready')
                           AND EXISTS (SELECT 1 FROM agent_executions e WHERE e.id = :id AND e.fence = :fence)
                        """)
                .param("id", execution)
                .param("fence", fence)
                .param("now", now())
                .update());
    }

    /** Executions that wait for items of which none is left. */
    List<UUID> waitingForNothing() {
        return jdbc.sql("""
                        SELECT e.id
                          FROM agent_executions e
                         WHERE e.fanned_out AND NOT e.in_flight AND e.status = 'running'
                           AND NOT EXISTS (SELECT 1 FROM execution_items i WHERE i.execution_id = e.id AND i.status = 'ready')
                           AND NOT EXISTS (SELECT 1 FROM execution_items i WHERE i.execution_id = e.id AND i.status = 'running')
                        """).query(Ledger.ID).list();
    }

    /** What the items of an execution have come to so far. */
    record Used(long done, long failed, long tokens, BigDecimal cost) {}

    /** The sum of a few rows: one a lane, and those of {@link ExecutionCosts}. */
    Used used(UUID execution) {
        return jdbc.sql("""
                        SELECT coalesce(sum(done), 0) AS done, coalesce(sum(failed), 0) AS failed, coalesce(sum(tokens), 0) AS tokens,
                               coalesce(sum(cost), 0) AS cost
                          FROM execution_progress
                         WHERE execution_id = :id
                        """)
                .param("id", execution)
                .query((row, number) -> new Used(
                        row.getLong("done"), row.getLong("failed"), row.getLong("tokens"), row.getBigDecimal("cost")))
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
