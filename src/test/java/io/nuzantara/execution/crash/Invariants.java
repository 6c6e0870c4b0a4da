package io.nuzantara.execution.crash;

import io.nuzantara.database.RecordMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold when nothing works any more: from the log of the other side, and from the database. */
final class Invariants {

    /** Each counts rows that must not be there. */
    private static final Map<String, String> FORBIDDEN = forbidden();

    static final int LANES = 8;
    static final int SLOTS = 3;

    private final JdbcClient jdbc;
    private final Remote remote;

    Invariants(JdbcClient jdbc, Remote remote) {
        this.jdbc = jdbc;
        this.remote = remote;
    }

    private static Map<String, String> forbidden() {
        var checks = new LinkedHashMap<String, String>();
        checks.put("executions that never ended", """
                SELECT count(*) FROM agent_executions WHERE finished_at IS NULL
                """);
        checks.put("executions that failed, but for those in whose hands five nodes died", """
                SELECT count(*) FROM agent_executions e
                 WHERE e.status = 'failed'
                   AND NOT (e.error_code = 'poisoned'
                        AND (SELECT count(*) FROM execution_events v WHERE v.execution_id = e.id AND v.kind = 'taken_over') >= 4)
                """);
        checks.put("items neither done nor failed", """
                SELECT count(*) FROM execution_items i JOIN agent_executions e ON e.id = i.execution_id
                 WHERE e.status = 'completed' AND i.status NOT IN ('done', 'failed')
                """);
        checks.put("items still running", """
                SELECT count(*) FROM execution_items WHERE status = 'running'
                """);
        checks.put("items failed that should not", """
                SELECT count(*) FROM execution_items WHERE status = 'failed' AND item_key NOT LIKE 'bad-%'
                """);
        checks.put("done items without a result", """
                SELECT count(*) FROM execution_items i
                 WHERE i.status = 'done'
                   AND NOT EXISTS (SELECT FROM probe_results r
                                    WHERE r.execution_id = i.execution_id AND r.result_key = i.item_key)
                """);
        checks.put("results that are there twice", """
                SELECT count(*) FROM (SELECT FROM probe_results GROUP BY execution_id, result_key HAVING count(*) > 1) AS twice
                """);
        checks.put("results of items that are not done", """
                SELECT count(*) FROM probe_results r JOIN execution_items i ON i.execution_id = r.execution_id AND i.item_key = r.result_key
                 WHERE i.status <> 'done'
                """);
        checks.put("completed executions without their sum or step", """
                SELECT count(*) FROM agent_executions e
                 WHERE e.status = 'completed' AND e.agent IN ('items_probe', 'steps_probe')
                   AND NOT EXISTS (SELECT FROM probe_results r
                                    WHERE r.execution_id = e.id AND r.result_key IN ('sum', 'kept'))
                """);
        checks.put("fan-outs of the wrong size", """
                SELECT count(*) FROM agent_executions e
                 WHERE e.status = 'completed' AND e.agent = 'items_probe'
                   AND CAST(e.parameters ->> 'items' AS bigint)
                       IS DISTINCT FROM (SELECT count(*) FROM execution_items i WHERE i.execution_id = e.id)
                """);
        checks.put("executions whose progress is not what was done", """
                SELECT count(*) FROM agent_executions e
                 WHERE e.agent = 'items_probe'
                   AND ((SELECT coalesce(sum(p.done), 0) FROM execution_progress p WHERE p.execution_id = e.id)
                        <> (SELECT count(*) FROM execution_items i WHERE i.execution_id = e.id AND i.status = 'done')
                     OR (SELECT coalesce(sum(p.failed), 0) FROM execution_progress p WHERE p.execution_id = e.id)
                        <> (SELECT count(*) FROM execution_items i WHERE i.execution_id = e.id AND i.status = 'failed'))
                """);
        checks.put("completed executions with an effect that is not done", """
                SELECT count(*) FROM agent_executions e
                 WHERE e.status = 'completed' AND e.agent IN ('items_probe', 'approval_probe')
                   AND NOT EXISTS (SELECT FROM effects f WHERE f.execution_id = e.id AND f.status = 'done')
                """);
        checks.put("timelines with gaps", """
                SELECT count(*) FROM agent_executions e
                 WHERE e.event_seq <> (SELECT count(*) FROM execution_events v WHERE v.execution_id = e.id)
                    OR e.event_seq <> (SELECT max(v.seq) FROM execution_events v WHERE v.execution_id = e.id)
                """);
        checks.put("executions without exactly one end", """
                SELECT count(*) FROM agent_executions e
                 WHERE (SELECT count(*) FROM execution_events v
                         WHERE v.execution_id = e.id AND v.kind IN ('completed', 'failed', 'cancelled')) <> 1
                """);
        checks.put("slots that leaked", """
                SELECT count(*) FROM agent_slots WHERE execution_id IS NOT NULL
                """);
        checks.put("rows still picked", """
                SELECT count(*) FROM scheduled_tasks WHERE picked
                """);
        checks.put("tasks of ended executions", """
                SELECT count(*) FROM scheduled_tasks WHERE task_name = 'execution'
                """);
        checks.put("steps that never ended", """
                SELECT count(*) FROM execution_steps s JOIN agent_executions e ON e.id = s.execution_id
                 WHERE e.status = 'completed' AND s.status <> 'completed'
                """);
        return checks;
    }

    List<String> violations(Map<String, UUID> accepted) {
        var found = new ArrayList<String>();
        FORBIDDEN.forEach((what, sql) -> {
            var count = jdbc.sql(sql).query(Long.class).single();
            if (count != 0) {
                found.add(what + ": " + count);
            }
        });
        lost(accepted, found);
        outside(found);
        return found;
    }

    private void lost(Map<String, UUID> accepted, List<String> found) {
        accepted.forEach((key, id) -> {
            var known = jdbc.sql("SELECT id FROM agent_executions WHERE idempotency_key = :key")
                    .param("key", "crash:" + key)
                    .query(UUID.class)
                    .optional();
            if (known.isEmpty() || !known.get().equals(id)) {
                found.add("execution " + id + " was accepted and is lost");
            }
        });
    }

    private void outside(List<String> found) {
        var log = remote.log();
        if (log.mostItems() > LANES) {
            found.add("item calls at once: " + log.mostItems() + " of " + LANES);
        }
        if (log.mostExecutions() > SLOTS) {
            found.add("agents at work at once: " + log.mostExecutions() + " of " + SLOTS);
        }
        effects(found);
    }

    private record Effect(
            String key, String status, @Nullable String externalId) {}

    /** What was made outside is in the ledger, and what the ledger calls done was made. */
    private void effects(List<String> found) {
        var made = new HashMap<>(remote.behaviour().effects());
        var recorded = jdbc.sql("SELECT key, status, external_id FROM effects")
                .query(RecordMapper.of(Effect.class))
                .list();
        for (var effect : recorded) {
            var id = made.remove(effect.key());
            if (effect.status().equals("done") && !Objects.equals(id, effect.externalId())) {
                found.add("effect " + effect.key() + " is recorded as " + effect.externalId() + ", made was " + id);
            }
        }
        made.forEach((key, id) -> found.add("effect " + key + " was made and is not in the ledger"));
    }
}
