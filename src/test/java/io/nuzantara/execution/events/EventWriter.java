package io.nuzantara.execution.events;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes executions and their events as the engine does: numbered in the event's own transaction. */
public final class EventWriter {

    private final JdbcClient jdbc;

    public EventWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A running execution whose turn comes tomorrow, so that no worker touches it. */
    public UUID running(String agent) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, created_at, running_since)
                        VALUES (:id, :agent, 'api', 'test', '{}', 'running', 5, now(), now())
                        """).param("id", id).param("agent", agent).update();
        jdbc.sql("""
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        VALUES ('execution', :id, now() + INTERVAL '1 day', false, 1)
                        """).param("id", id.toString()).update();
        return id;
    }

    public void event(UUID id, String kind, String data) {
        jdbc.sql("""
                        WITH numbered AS (
                          UPDATE agent_executions SET event_seq = event_seq + 1 WHERE id = :id RETURNING id, event_seq)
                        INSERT INTO execution_events (execution_id, seq, at, kind, data)
                        SELECT id, event_seq, clock_timestamp(), :kind, CAST(:data AS jsonb) FROM numbered
                        """).param("id", id).param("kind", kind).param("data", data).update();
    }

    public void completed(UUID id) {
        jdbc.sql("UPDATE agent_executions SET status = 'completed', finished_at = now() WHERE id = :id")
                .param("id", id)
                .update();
        event(id, "completed", "{}");
        jdbc.sql("DELETE FROM scheduled_tasks WHERE task_name = 'execution' AND task_instance = :id")
                .param("id", id.toString())
                .update();
    }
}
