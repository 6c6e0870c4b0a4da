package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Picks up what fell through: every state that should not last is brought back to one that goes on by itself. */
@Component
class Reconcile {

    private static final Logger log = LoggerFactory.getLogger(Reconcile.class);

    private final JdbcClient jdbc;
    private final Limits limits;
    private final Slots slots;
    private final Items items;
    private final Wakes wakes;
    private final ObjectProvider<Scheduler> scheduler;
    private final ObjectProvider<Reconciled> others;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Reconcile(
            JdbcClient jdbc,
            Limits limits,
            Slots slots,
            Items items,
            Wakes wakes,
            ObjectProvider<Scheduler> scheduler,
            ObjectProvider<Reconciled> others,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.slots = slots;
        this.items = items;
        this.wakes = wakes;
        this.scheduler = scheduler;
        this.others = others;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks at everything once; any number of nodes may do so at the same time. */
    void all() {
        limits.addMissing();
        slots.repair();
        giveTurnToForgotten();
        forgetEnded();
        addLanes();
        others.orderedStream().forEach(Reconciled::reconcile);
        letDecidedQueue();
        wakeThose("waits for no item", items.waitingForNothing());
        wakeThose("is to end", cancelled());
        transactions.executeWithoutResult(status -> wakes.queued());
    }

    private void giveTurnToForgotten() {
        var forgotten = jdbc.sql("""
                        SELECT e.id
                          FROM agent_executions e
                         WHERE e.status IN ('started', 'running', 'waiting_approval')
                           AND NOT EXISTS (SELECT 1 FROM scheduled_tasks t WHERE t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text))
                        """).query(Ledger.ID).list();
        for (var id : forgotten) {
            log.warn("Execution without a turn gets one execution_id={}", id);
            scheduler
                    .getObject()
                    .scheduleIfNotExists(instance(ExecutionConfiguration.TASK, id.toString()), clock.instant());
        }
    }

    private static TaskInstance<Void> instance(String task, String id) {
        return new TaskInstance<>(task, id);
    }

    private void forgetEnded() {
        jdbc.sql("""
                        DELETE FROM scheduled_tasks t
                         WHERE t.task_name = 'execution' AND NOT t.picked
                           AND NOT EXISTS (SELECT 1 FROM agent_executions e
                                            WHERE CAST(e.id AS text) = t.task_instance AND e.status IN ('started', 'running', 'waiting_approval'))
                        """).update();
    }

    /** One row a lane: as many as the limit says now. */
    void addLanes() {
        var tasks = scheduler.getObject();
        IntStream.range(0, limits.lanes())
                .mapToObj(Integer::toString)
                .filter(lane -> !exists(lane))
                .forEach(lane ->
                        tasks.scheduleIfNotExists(instance(ExecutionConfiguration.LANE, lane), clock.instant()));
    }

    private boolean exists(String lane) {
        return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'lane' AND task_instance = :lane")
                        .param("lane", lane)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** A decision that was taken, or whose time is over, gives its execution a place in the queue. */
    private void letDecidedQueue() {
        wakeThose(
                "has its decision",
                jdbc.sql("""
                        UPDATE agent_executions e SET queued_at = :now
                         WHERE e.status = 'waiting_approval' AND e.queued_at IS NULL
                           AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.execution_id = e.id AND a.status = 'pending' AND a.expires_at > :now)
                        RETURNING e.id
                        """)
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .query(Ledger.ID)
                        .list());
    }

    private List<UUID> cancelled() {
        return jdbc.sql("""
                        SELECT id FROM agent_executions
                         WHERE status IN ('started', 'running', 'waiting_approval') AND cancel_requested_at IS NOT NULL AND NOT in_flight
                        """).query(Ledger.ID).list();
    }

    private void wakeThose(String why, Iterable<UUID> executions) {
        for (var id : executions) {
            log.info("Execution woken, it {} execution_id={}", why, id);
            transactions.executeWithoutResult(status -> wakes.execution(id));
        }
    }
}
