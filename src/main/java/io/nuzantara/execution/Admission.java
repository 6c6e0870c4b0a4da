package io.nuzantara.execution;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.nuzantara.database.RecordMapper;
import io.nuzantara.trace.Task;
import io.nuzantara.trace.Traces;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Accepts executions: a row, its turn in the schedule and its first event in one transaction, or none of them. */
@Component
class Admission {

    private static final int RACES = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ObjectProvider<Scheduler> scheduler;
    private final Agents agents;
    private final AgentSwitches switches;
    private final Wakes wakes;
    private final UuidV7 ids;
    private final Traces traces;
    private final JsonMapper json;
    private final Clock clock;

    Admission(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ObjectProvider<Scheduler> scheduler,
            Agents agents,
            AgentSwitches switches,
            Wakes wakes,
            UuidV7 ids,
            Traces traces,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.agents = agents;
        this.switches = switches;
        this.wakes = wakes;
        this.ids = ids;
        this.traces = traces;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Accepts an execution in one transaction, or says which one stands in its place. Any number of equal requests at the
     * same time make one execution.
     *
     * @throws IllegalArgumentException when no agent has this id
     */
    Start start(StartRequest request) {
        return start(request, null, id -> {});
    }

    /** As {@link #start(StartRequest)}, as a retry of another execution; {@code prepare} runs in the transaction of the acceptance. */
    Start start(StartRequest request, @Nullable UUID retryOf, Consumer<UUID> prepare) {
        var agent = agents.find(request.agent())
                .orElseThrow(() -> new IllegalArgumentException("no agent " + request.agent()));
        DuplicateKeyException lost = null;
        for (var race = 0; race < RACES; race++) {
            var standing = standing(request);
            if (standing.isPresent()) {
                return standing.get();
            }
            try {
                return new Start.Accepted(accept(request, agent.descriptor(), retryOf, prepare));
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
                .query(RecordMapper.of(Known.class))
                .optional()
                .map(known -> same(known, request) ? new Start.Repeated(known.id()) : new Start.KeyReused(known.id()));
    }

    private Optional<Start> disabled(StartRequest request) {
        return switches.isOff(request.agent()) ? Optional.of(new Start.Disabled()) : Optional.empty();
    }

    private Optional<Start> active(StartRequest request) {
        return jdbc.sql("""
                        SELECT id, agent, parameters
                          FROM agent_executions
                         WHERE exclusive_key = :key AND status IN ('started', 'running')
                        """)
                .param("key", request.exclusiveKey())
                .query(RecordMapper.of(Known.class))
                .optional()
                .map(known -> same(known, request) ? new Start.Deduplicated(known.id()) : new Start.Active(known.id()));
    }

    private boolean same(Known known, StartRequest request) {
        return known.agent().equals(request.agent())
                && Parameters.parse(json, known.parameters()).equals(request.parameters());
    }

    private UUID accept(
            StartRequest request, AgentDescriptor descriptor, @Nullable UUID retryOf, Consumer<UUID> prepare) {
        var id = ids.next();
        return traces.within(
                Task.accept(request.agent(), id.toString()), () -> accept(id, request, descriptor, retryOf, prepare));
    }

    private UUID accept(
            UUID id, StartRequest request, AgentDescriptor descriptor, @Nullable UUID retryOf, Consumer<UUID> prepare) {
        transactions.executeWithoutResult(status -> {
            insert(id, request, descriptor, retryOf);
            prepare.accept(id);
            scheduler
                    .getObject()
                    .scheduleIfNotExists(
                            new TaskInstance<>(ExecutionConfiguration.TASK, id.toString()), clock.instant());
            wakes.afterCommit();
            CrashPoints.hit("engine.accepted");
        });
        return id;
    }

    private void insert(UUID id, StartRequest request, AgentDescriptor descriptor, @Nullable UUID retryOf) {
        jdbc.sql("""
                        WITH accepted AS (
                          INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, idempotency_key, exclusive_key, retry_of, status, priority,
                                                        queued_at, event_seq, traceparent, created_at)
                          VALUES (:id, :agent, :trigger, :requestedBy, CAST(:parameters AS jsonb), :idempotencyKey, :exclusiveKey, :retryOf, 'started', :priority,
                                  CASE WHEN :internal THEN NULL ELSE CAST(:now AS timestamptz) END, 1, :traceparent, :now)
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
                .param("retryOf", retryOf)
                .param("priority", descriptor.priority())
                .param("internal", descriptor.internal())
                .param("traceparent", traces.here())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
