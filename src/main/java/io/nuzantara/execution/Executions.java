package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.nuzantara.api.ExecutionView;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Starts executions and answers where they stand. */
@Component
public class Executions {

    private static final int RACES = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ObjectProvider<Scheduler> scheduler;
    private final Agents agents;
    private final ExecutionViews views;
    private final UuidV7 ids;
    private final JsonMapper json;
    private final Clock clock;

    Executions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ObjectProvider<Scheduler> scheduler,
            Agents agents,
            ExecutionViews views,
            UuidV7 ids,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.agents = agents;
        this.views = views;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Accepts an execution in one transaction, or says which one stands in its place. Any number of equal requests at the
     * same time make one execution.
     *
     * @throws IllegalArgumentException when no agent has this id
     */
    public Start start(StartRequest request) {
        var agent = agents.find(request.agent())
                .orElseThrow(() -> new IllegalArgumentException("no agent " + request.agent()));
        DuplicateKeyException lost = null;
        for (var race = 0; race < RACES; race++) {
            var standing = standing(request);
            if (standing.isPresent()) {
                return standing.get();
            }
            try {
                return new Start.Accepted(accept(request, agent.descriptor()));
            } catch (DuplicateKeyException e) {
                lost = e;
            }
        }
        throw new IllegalStateException("An execution of " + request.agent() + " could not be accepted.", lost);
    }

    private Optional<Start> standing(StartRequest request) {
        return repeated(request).or(() -> disabled(request)).or(() -> active(request));
    }

    private record Known(UUID id, String agent, String parameters) {}

    private Optional<Start> repeated(StartRequest request) {
        if (request.idempotencyKey() == null) {
            return Optional.empty();
        }
        return jdbc.sql("SELECT id, agent, parameters FROM agent_executions WHERE idempotency_key = :key")
                .param("key", request.idempotencyKey())
                .query(new DataClassRowMapper<>(Known.class))
                .optional()
                .map(known -> same(known, request) ? new Start.Repeated(known.id()) : new Start.KeyReused(known.id()));
    }

    private Optional<Start> disabled(StartRequest request) {
        return jdbc.sql("SELECT enabled FROM agent_settings WHERE agent = :agent")
                .param("agent", request.agent())
                .query(Boolean.class)
                .optional()
                .filter(enabled -> !enabled)
                .map(off -> new Start.Disabled());
    }

    private Optional<Start> active(StartRequest request) {
        return jdbc.sql("""
                        SELECT id, agent, parameters
                          FROM agent_executions
                         WHERE exclusive_key = :key AND status IN ('started', 'running')
                        """)
                .param("key", request.exclusiveKey())
                .query(new DataClassRowMapper<>(Known.class))
                .optional()
                .map(known -> same(known, request) ? new Start.Deduplicated(known.id()) : new Start.Active(known.id()));
    }

    private boolean same(Known known, StartRequest request) {
        return known.agent().equals(request.agent())
                && Parameters.parse(json, known.parameters()).equals(request.parameters());
    }

    private UUID accept(StartRequest request, AgentDescriptor descriptor) {
        var id = ids.next();
        transactions.executeWithoutResult(status -> {
            insert(id, request, descriptor);
            var tasks = scheduler.getObject();
            tasks.scheduleIfNotExists(new TaskInstance<>(ExecutionConfiguration.TASK, id.toString()), clock.instant());
            afterCommit(tasks::triggerCheckForDueExecutions);
        });
        return id;
    }

    private void insert(UUID id, StartRequest request, AgentDescriptor descriptor) {
        jdbc.sql("""
                        WITH accepted AS (
                          INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, idempotency_key, exclusive_key, status, priority,
                                                        queued_at, event_seq, created_at)
                          VALUES (:id, :agent, :trigger, :requestedBy, CAST(:parameters AS jsonb), :idempotencyKey, :exclusiveKey, 'started', :priority,
                                  :now, 1, :now)
                          RETURNING id)
                        INSERT INTO execution_events (execution_id, seq, at, kind)
                        SELECT id, 1, :now, 'accepted' FROM accepted
                        """)
                .param("id", id)
                .param("agent", request.agent())
                .param("trigger", request.trigger().code())
                .param("requestedBy", request.requestedBy())
                .param(
                        "parameters",
                        json.writeValueAsString(request.parameters().values()))
                .param("idempotencyKey", request.idempotencyKey())
                .param("exclusiveKey", request.exclusiveKey())
                .param("priority", descriptor.priority())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** The scheduler looks for due work when it is told; told before the commit it would look too early. */
    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    /** The execution of this id. */
    public Optional<ExecutionView> find(UUID id) {
        return views.find(id);
    }

    /** The active execution of each agent that has one, by agent, without its steps. */
    public Map<String, ExecutionView> active() {
        return views.active();
    }

    /** Executions of agents that people see, newest first. */
    public List<ExecutionView> recent(ExecutionFilter filter) {
        return views.page(filter);
    }

    /** How many executions match, whatever the page. */
    public long count(ExecutionFilter filter) {
        return views.count(filter);
    }

    /** How many executions were accepted since an instant. */
    public long acceptedSince(Instant since) {
        return views.acceptedSince(since);
    }
}
