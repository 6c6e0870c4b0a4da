package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Starts ended executions anew. The ended one stays as it is; the new one says whose retry it is. */
@Component
class Retries {

    private final JdbcClient jdbc;
    private final Admission admission;
    private final Agents agents;
    private final JsonMapper json;
    private final Clock clock;

    Retries(JdbcClient jdbc, Admission admission, Agents agents, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.admission = admission;
        this.agents = agents;
        this.json = json;
        this.clock = clock;
    }

    private record Ended(
            UUID id,
            String agent,
            String parameters,
            @Nullable String exclusiveKey,
            boolean isFinal,
            int retries) {}

    Retry retry(UUID id, boolean failedItemsOnly, String by) {
        var ended = ended(id).filter(execution -> agents.find(execution.agent()).isPresent());
        if (ended.isEmpty()) {
            return new Retry.Unknown();
        }
        if (!ended.get().isFinal()) {
            return new Retry.NotFinished(id);
        }
        var kind = failedItemsOnly ? failedKind(id) : Optional.<String>empty();
        if (failedItemsOnly && kind.isEmpty()) {
            return new Retry.NothingFailed(id);
        }
        return outcome(admission.start(request(ended.get(), by), id, retry -> kind.ifPresent(k -> copy(id, retry, k))));
    }

    private Optional<Ended> ended(UUID id) {
        return jdbc.sql("""
                        SELECT id, agent, parameters, exclusive_key, finished_at IS NOT NULL AS is_final,
                               (SELECT count(*) FROM agent_executions r WHERE r.retry_of = e.id) AS retries
                          FROM agent_executions e
                         WHERE id = :id
                        """).param("id", id).query(RecordMapper.of(Ended.class)).optional();
    }

    /** The first fan-out with items that failed or were never worked on: everything before it succeeded. */
    private Optional<String> failedKind(UUID id) {
        return jdbc.sql("""
                        SELECT kind FROM execution_items
                         WHERE execution_id = :id AND status IN ('failed', 'cancelled')
                         ORDER BY item_no LIMIT 1
                        """).param("id", id).query(String.class).optional();
    }

    private StartRequest request(Ended ended, String by) {
        return new StartRequest(
                ended.agent(),
                Parameters.parse(json, ended.parameters()),
                Trigger.RETRY,
                by,
                ended.exclusiveKey() == null ? ended.agent() : ended.exclusiveKey(),
                "retry:%s:%d".formatted(ended.id(), ended.retries() + 1));
    }

    private static Retry outcome(Start start) {
        return switch (start) {
            case Start.Accepted(var id) -> new Retry.Accepted(id);
            case Start.Repeated(var id) -> new Retry.Accepted(id);
            case Start.Deduplicated(var id) -> new Retry.Active(id);
            case Start.Active(var id) -> new Retry.Active(id);
            case Start.KeyReused(var id) -> new Retry.Active(id);
            case Start.Disabled() -> new Retry.Disabled();
        };
    }

    /** Steps up to the fan-out as they were, and of its items those that are not done, in their order. */
    private void copy(UUID ended, UUID retry, String kind) {
        copySteps(ended, retry, kind);
        var copied = copyFailed(ended, retry, kind);
        jdbc.sql("UPDATE agent_executions SET items_total = :copied, fanned_out = true WHERE id = :retry")
                .param("retry", retry)
                .param("copied", copied)
                .update();
    }

    private void copySteps(UUID ended, UUID retry, String kind) {
        jdbc.sql("""
                        INSERT INTO execution_steps (execution_id, name, status, output, attempts, started_at, finished_at)
                        SELECT :retry, s.name, s.status, s.output, s.attempts, s.started_at, s.finished_at
                          FROM execution_steps s
                          JOIN execution_steps handed_out ON handed_out.execution_id = s.execution_id AND handed_out.name = 'items:' || :kind
                         WHERE s.execution_id = :ended AND s.status = 'completed' AND s.finished_at <= handed_out.finished_at
                        """)
                .param("ended", ended)
                .param("retry", retry)
                .param("kind", kind)
                .update();
    }

    private int copyFailed(UUID ended, UUID retry, String kind) {
        return jdbc.sql("""
                        INSERT INTO execution_items (execution_id, item_no, kind, item_key, input, status, not_before)
                        SELECT :retry, row_number() OVER (ORDER BY item_no), kind, item_key, input, 'ready', :now
                          FROM execution_items
                         WHERE execution_id = :ended AND kind = :kind AND status IN ('failed', 'cancelled')
                        """)
                .param("ended", ended)
                .param("retry", retry)
                .param("kind", kind)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
