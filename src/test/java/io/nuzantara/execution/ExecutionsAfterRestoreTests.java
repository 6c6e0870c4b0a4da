package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was open when a backup was taken is not done a second time. */
class ExecutionsAfterRestoreTests {

    private static final Instant TAKEN = Instant.parse("2026-03-01T02:30:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final JdbcClient jdbc = TestDatabase.create().jdbc();

    private UUID execution(String status, boolean inFlight) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, in_flight, event_seq, created_at, finished_at)
                        VALUES (:id, 'a', 'api', 'test', '{}', :status, 1, :inFlight, 3, now(), CASE WHEN :status = 'completed' THEN now() END)
                        """)
                .param("id", id)
                .param("status", status)
                .param("inFlight", inFlight)
                .update();
        return id;
    }

    private void effect(UUID execution, String status) {
        jdbc.sql("INSERT INTO effects VALUES (:key, :id, 'ticket', '{}', :key, 0, NULL, NULL, now(), NULL, NULL)")
                .param("id", execution)
                .param("key", status)
                .update();
    }

    private void approval(UUID execution, String status) {
        jdbc.sql("""
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, expires_at)
                        VALUES (:id, :execution, 'go', 'prompt:approve', '', '{}', '', :status, now() + interval '3 days')
                        """)
                .param("id", UUID.randomUUID())
                .param("execution", execution)
                .param("status", status)
                .update();
    }

    private String text(String sql) {
        return String.valueOf(jdbc.sql(sql).query(String.class).single());
    }

    @Test
    void openChangesBecomeUnknownAndQuestionsAreWithdrawn() {
        var working = execution("running", true);
        var asking = execution("waiting_approval", false);
        var ended = execution("completed", false);
        effect(working, "planned");
        effect(working, "sending");
        effect(ended, "done");
        approval(asking, "pending");
        approval(ended, "approved");

        var lookAt = new ExecutionsAfterRestore().settle(jdbc, TAKEN, NOW);

        assertThat(lookAt).hasSize(3);
        assertThat(lookAt.get(0)).startsWith("2 changes outside");
        assertThat(lookAt.get(1)).startsWith("1 questions");
        assertThat(lookAt.get(2)).startsWith("2 executions");
        assertThat(text("SELECT string_agg(key || '=' || status, ' ' ORDER BY key) FROM effects"))
                .isEqualTo("done=done planned=unknown sending=unknown");
        assertThat(text("SELECT string_agg(status, ' ' ORDER BY status) FROM approvals"))
                .isEqualTo("approved withdrawn");
        assertThat(text("SELECT execution_id || ' ' || seq || ' ' || (data ->> 'decision') FROM execution_events"))
                .isEqualTo(asking + " 4 withdrawn");
        assertThat(text("SELECT count(*) FROM agent_executions WHERE in_flight"))
                .isEqualTo("0");
    }

    @Test
    void aQuietDatabaseNeedsNoLook() {
        execution("completed", false);

        assertThat(new ExecutionsAfterRestore().settle(jdbc, TAKEN, NOW)).isEmpty();
    }
}
