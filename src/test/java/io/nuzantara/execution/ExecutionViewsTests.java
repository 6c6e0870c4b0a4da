package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.database.TestDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class ExecutionViewsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final ExecutionViews views =
            new ExecutionViews(jdbc, new FreshPlans(jdbc, database.transactions()), JsonMapper.shared());

    @Test
    void thePlaceInTheQueueFollowsPriorityAndThenTime() {
        var late = execution("started", 5, NOW.plusSeconds(2));
        var early = execution("started", 5, NOW.plusSeconds(1));
        var important = execution("started", 9, NOW.plusSeconds(3));
        var decided = execution("waiting_approval", 1, NOW);
        var working = execution("running", 10, null);

        assertThat(List.of(important, early, late, decided))
                .extracting(this::position)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(position(working)).isNull();
        assertThat(views.page(ExecutionFilter.newest(10)))
                .filteredOn(one -> one.executionId().equals(late))
                .extracting(one -> one.state().queuePosition())
                .containsExactly(3L);
    }

    @Test
    void onlyAnApprovalThatWaitsIsNamed() {
        var execution = execution("waiting_approval", 5, null);
        approval(execution, "first", "approved");
        var pending = approval(execution, "second", "pending");

        assertThat(view(execution).state().approvalId()).isEqualTo(pending);

        jdbc.sql("UPDATE approvals SET status = 'rejected' WHERE id = :id")
                .param("id", pending)
                .update();

        assertThat(view(execution).state().approvalId()).isNull();
    }

    private @Nullable Long position(UUID id) {
        return view(id).state().queuePosition();
    }

    private ExecutionView view(UUID id) {
        return Objects.requireNonNull(views.find(id).orElse(null));
    }

    private UUID execution(String status, int priority, @Nullable Instant queuedAt) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, queued_at, created_at)
                        VALUES (:id, 'a', 'api', 'test', '{}', :status, :priority, :queuedAt, now())
                        """)
                .param("id", id)
                .param("status", status)
                .param("priority", priority)
                .param("queuedAt", queuedAt == null ? null : OffsetDateTime.ofInstant(queuedAt, ZoneOffset.UTC))
                .update();
        return id;
    }

    private UUID approval(UUID execution, String step, String status) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO approvals (id, execution_id, step, permission, title, payload, payload_hash, status, expires_at)
                        VALUES (:id, :execution, :step, 'prompt:approve', 'Publish it', '{}', 'x', :status, now() + interval '1 day')
                        """)
                .param("id", id)
                .param("execution", execution)
                .param("step", step)
                .param("status", status)
                .update();
        return id;
    }
}
