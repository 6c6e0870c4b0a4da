package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes work due that waits. A wake-up commits with the change that causes it; where the work is in somebody's hands just then,
 * the counter {@code wake_seq} tells its holder to look once more before it lies down.
 */
@Component
class Wakes {

    private static final int FIRST_QUEUED = 8;

    private final JdbcClient jdbc;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Wakes(JdbcClient jdbc, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.jdbc = jdbc;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Lets the phase machine look at an execution now; inside the transaction of the change it should see. */
    void execution(UUID id) {
        jdbc.sql("UPDATE agent_executions SET wake_seq = wake_seq + 1 WHERE id = :id")
                .param("id", id)
                .update();
        due(id);
    }

    /** As {@link #execution}, but for the one who has just laid it down. */
    void due(UUID id) {
        jdbc.sql("""
                        UPDATE scheduled_tasks SET execution_time = :now
                         WHERE (task_name, task_instance) IN (
                                 SELECT task_name, task_instance FROM scheduled_tasks
                                  WHERE task_name = 'execution' AND task_instance = :id AND NOT picked AND execution_time > :now
                                    FOR UPDATE SKIP LOCKED)
                        """).param("id", id.toString()).param("now", now()).update();
        afterCommit();
    }

    /** Lets those look again who wait for a slot; inside the transaction that gives one back. */
    void queued() {
        jdbc.sql("""
                        UPDATE scheduled_tasks SET execution_time = :now
                         WHERE (task_name, task_instance) IN (
                                 SELECT t.task_name, t.task_instance
                                   FROM (SELECT id FROM agent_executions WHERE queued_at IS NOT NULL ORDER BY priority DESC, queued_at, id LIMIT :first) e
                                   JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
                                  WHERE NOT t.picked AND t.execution_time > :now
                                    FOR UPDATE OF t SKIP LOCKED)
                        """).param("now", now()).param("first", FIRST_QUEUED).update();
        afterCommit();
    }

    /** Lets every idle lane look for items now; inside the transaction that makes items due. */
    void lanes() {
        jdbc.sql("""
                        UPDATE scheduled_tasks SET execution_time = :now
                         WHERE (task_name, task_instance) IN (
                                 SELECT task_name, task_instance FROM scheduled_tasks
                                  WHERE task_name = 'lane' AND NOT picked AND execution_time > :now
                                    FOR UPDATE SKIP LOCKED)
                        """).param("now", now()).update();
        afterCommit();
    }

    /** The scheduler looks for due work when it is told; told before the commit it would look too early. */
    void afterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    look();
                }
            });
        } else {
            look();
        }
    }

    private void look() {
        scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
