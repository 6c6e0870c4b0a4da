package io.nuzantara.execution;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finished steps and their outputs. */
@Repository
class Steps {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(11);

    private final JdbcClient jdbc;
    private final JdbcOperations connections;
    private final Clock clock;

    Steps(JdbcClient jdbc, JdbcOperations connections, Clock clock) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.clock = clock;
    }

    /** The recorded output of a completed step, as JSON. */
    Optional<String> output(UUID execution, String name) {
        return jdbc.sql("""
                        SELECT coalesce(output::text, 'null')
                          FROM execution_steps
                         WHERE execution_id = :execution AND name = :name AND status = 'completed'
                        """)
                .param("execution", execution)
                .param("name", name)
                .query(String.class)
                .optional();
    }

    void started(UUID execution, String name) {
        jdbc.sql("""
                        INSERT INTO execution_steps (execution_id, name, status, started_at)
                        VALUES (:execution, :name, 'running', :now)
                        ON CONFLICT (execution_id, name) DO UPDATE
                           SET status = 'running', attempts = execution_steps.attempts + 1, error = NULL, started_at = :now
                         WHERE execution_steps.status <> 'completed'
                        """)
                .param("execution", execution)
                .param("name", name)
                .param("now", now())
                .update();
    }

    /**
     * A step may work longer than a page may wait: until its transaction ends, a statement may take ten minutes, and the connection
     * waits a little longer for it. The pool gives both limits back to the connection afterwards.
     */
    void allowLongStatements() {
        connections.execute((Connection connection) -> {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST_WAIT.toMillis());
            return true;
        });
        jdbc.sql("SELECT set_config('statement_timeout', '10min', true)")
                .query((row, number) -> row.getString(1))
                .single();
    }

    void completed(UUID execution, String name, String output) {
        jdbc.sql("""
                        UPDATE execution_steps
                           SET status = 'completed', output = CAST(:output AS jsonb), finished_at = :now
                         WHERE execution_id = :execution AND name = :name
                        """)
                .param("execution", execution)
                .param("name", name)
                .param("output", output)
                .param("now", now())
                .update();
    }

    void failed(UUID execution, String name, String error) {
        jdbc.sql("""
                        UPDATE execution_steps
                           SET status = 'failed', error = :error, finished_at = :now
                         WHERE execution_id = :execution AND name = :name AND status = 'running'
                        """)
                .param("execution", execution)
                .param("name", name)
                .param("error", error)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
