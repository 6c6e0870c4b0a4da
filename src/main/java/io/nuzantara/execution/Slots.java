package io.nuzantara.execution;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The permissions to be one of the working agents: rows, so that they hold over all nodes and survive every crash. Within a
 * priority the first to ask is the first to get one.
 */
@Repository
class Slots {

    /** Whether an execution may work: it has a slot, it has just got one, or it must ask again. */
    enum Permission {
        HELD,
        TAKEN,
        /** Somebody else is choosing at this moment. */
        CONTENDED,
        NONE
    }

    private final JdbcClient jdbc;
    private final Limits limits;

    Slots(JdbcClient jdbc, Limits limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /** Asks for a slot; inside the transaction that sets the execution running. */
    Permission take(UUID id) {
        if (isHeld(id)) {
            return Permission.HELD;
        }
        var slots = limits.slots();
        var free = lockFree(slots);
        if (free.isEmpty()) {
            return countFree(slots) == 0 ? Permission.NONE : Permission.CONTENDED;
        }
        if (!first(free.size()).contains(id)) {
            return Permission.NONE;
        }
        jdbc.sql("UPDATE agent_slots SET execution_id = :id WHERE no = :no")
                .param("id", id)
                .param("no", free.getFirst())
                .update();
        return Permission.TAKEN;
    }

    private boolean isHeld(UUID id) {
        return jdbc.sql("SELECT count(*) FROM agent_slots WHERE execution_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private List<Integer> lockFree(int slots) {
        return jdbc.sql("""
                        SELECT no FROM agent_slots
                         WHERE execution_id IS NULL AND no < :slots
                         ORDER BY no
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("slots", slots)
                .query((row, number) -> row.getInt("no"))
                .list();
    }

    private int countFree(int slots) {
        return jdbc.sql("SELECT count(*) FROM agent_slots WHERE execution_id IS NULL AND no < :slots")
                .param("slots", slots)
                .query(Integer.class)
                .single();
    }

    /** The first of those who wait and may work: not switched off, not cancelled, no other execution of their key at work. */
    private List<UUID> first(int number) {
        return jdbc.sql("""
                        SELECT e.id
                          FROM agent_executions e
                          LEFT JOIN agent_settings s ON s.agent = e.agent
                         WHERE e.queued_at IS NOT NULL AND e.cancel_requested_at IS NULL AND coalesce(s.enabled, true)
                           AND NOT EXISTS (SELECT 1 FROM agent_executions other
                                            WHERE other.exclusive_key = e.exclusive_key AND other.status IN ('started', 'running') AND other.id <> e.id)
                         ORDER BY e.priority DESC, e.queued_at, e.id
                         LIMIT :number
                        """).param("number", number).query(Ledger.ID).list();
    }

    /** Gives the slot back, if the execution has one; inside the transaction that ends or parks it. */
    void free(UUID id) {
        jdbc.sql("UPDATE agent_slots SET execution_id = NULL WHERE execution_id = :id")
                .param("id", id)
                .update();
    }

    /** Brings the rows in step with the limit and takes slots back from executions that do not work any more. */
    void repair() {
        var slots = limits.slots();
        jdbc.sql("INSERT INTO agent_slots (no) SELECT generate_series(0, :slots - 1) ON CONFLICT DO NOTHING")
                .param("slots", slots)
                .update();
        jdbc.sql("DELETE FROM agent_slots WHERE no >= :slots AND execution_id IS NULL")
                .param("slots", slots)
                .update();
        jdbc.sql("""
                        UPDATE agent_slots s SET execution_id = NULL
                          FROM agent_executions e
                         WHERE e.id = s.execution_id AND e.status <> 'running'
                        """).update();
    }
}
