package io.nuzantara.execution.crash;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says about executions. */
public final class LedgerView {

    private final JdbcClient jdbc;

    public LedgerView(TestDatabase database) {
        jdbc = database.jdbc();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public String status(UUID execution) {
        return jdbc.sql("SELECT status FROM agent_executions WHERE id = :id")
                .param("id", execution)
                .query(String.class)
                .single();
    }

    /** Waits until the execution is in this state. */
    public void await(UUID execution, String status, Duration limit) {
        Awaitility.await()
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> status(execution), status::equals);
    }

    /** How the items of an execution stand. */
    public record Items(long all, long ready, long running, long done, long failed, long cancelled) {}

    public Items items(UUID execution) {
        return jdbc.sql("""
                        SELECT count(*) AS all,
                               count(*) FILTER (WHERE status = 'ready') AS ready,
                               count(*) FILTER (WHERE status = 'running') AS running,
                               count(*) FILTER (WHERE status = 'done') AS done,
                               count(*) FILTER (WHERE status = 'failed') AS failed,
                               count(*) FILTER (WHERE status = 'cancelled') AS cancelled
                          FROM execution_items WHERE execution_id = :id
                        """)
                .param("id", execution)
                .query(RecordMapper.of(Items.class))
                .single();
    }

    /** The results of an execution's items, a thing done twice twice. */
    public List<String> results(UUID execution) {
        return jdbc.sql("SELECT result_key FROM probe_results WHERE execution_id = :id AND result_key <> 'sum'")
                .param("id", execution)
                .query((row, line) -> row.getString(1))
                .list();
    }

    /** How many items the lanes say they have done. */
    public long counted(UUID execution) {
        return jdbc.sql("SELECT sum(done) FROM execution_progress WHERE execution_id = :id")
                .param("id", execution)
                .query(Long.class)
                .single();
    }

    /** Rows of the scheduler in some process's hands. */
    public long picked() {
        return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE picked")
                .query(Long.class)
                .single();
    }

    public long slotsTaken() {
        return jdbc.sql("SELECT count(*) FROM agent_slots WHERE execution_id IS NOT NULL")
                .query(Long.class)
                .single();
    }
}
