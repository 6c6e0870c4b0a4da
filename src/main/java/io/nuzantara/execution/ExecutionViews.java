package io.nuzantara.execution;

import io.nuzantara.api.ExecutionView;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Executions as the API shows them. */
@Repository
class ExecutionViews {

    private static final TypeReference<Map<String, Object>> FIGURES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExecutionViews(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ExecutionView> find(UUID id) {
        return jdbc.sql("""
                        SELECT e.*, t.picked_by, t.last_heartbeat, p.done, p.failed
                          FROM agent_executions e
                          LEFT JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
                          LEFT JOIN LATERAL (SELECT sum(done) AS done, sum(failed) AS failed FROM execution_progress WHERE execution_id = e.id) p ON true
                         WHERE e.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> view(row, steps(id)))
                .optional();
    }

    /** A page by keyset, newest first; internal executions (imports) only when asked for by name. */
    List<ExecutionView> page(ExecutionFilter filter) {
        var before = filter.before();
        return filtered("""
                        SELECT e.*, t.picked_by, t.last_heartbeat, p.done, p.failed
                          FROM agent_executions e
                          LEFT JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
                          LEFT JOIN LATERAL (SELECT sum(done) AS done, sum(failed) AS failed FROM execution_progress WHERE execution_id = e.id) p ON true
                         WHERE (CAST(:agent AS text) IS NULL OR e.agent = :agent)
                           AND (CAST(:status AS text) IS NULL OR e.status = :status)
                           AND (CAST(:degraded AS boolean) IS NULL OR e.degraded = :degraded)
                           AND (CAST(:trigger AS text) IS NULL OR e.trigger = :trigger)
                           AND (CAST(:beforeAt AS timestamptz) IS NULL OR (e.created_at, e.id) < (:beforeAt, CAST(:beforeId AS uuid)))
                         ORDER BY e.created_at DESC, e.id DESC
                         LIMIT :limit
                        """, filter)
                .param("beforeAt", before == null ? null : utc(before.createdAt()))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", filter.limit())
                .query((row, number) -> view(row, List.of()))
                .list();
    }

    /** By agent; the partial unique index promises one active execution a key. */
    Map<String, ExecutionView> active() {
        return jdbc.sql("""
                        SELECT e.*, t.picked_by, t.last_heartbeat, p.done, p.failed
                          FROM agent_executions e
                          LEFT JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
                          LEFT JOIN LATERAL (SELECT sum(done) AS done, sum(failed) AS failed FROM execution_progress WHERE execution_id = e.id) p ON true
                         WHERE e.exclusive_key = e.agent AND e.status IN ('started', 'running')
                        """).query((row, number) -> view(row, List.of())).list().stream()
                .collect(Collectors.toMap(ExecutionView::agentName, Function.identity()));
    }

    long count(ExecutionFilter filter) {
        return filtered("""
                        SELECT count(*)
                          FROM agent_executions e
                         WHERE (CAST(:agent AS text) IS NULL OR e.agent = :agent)
                           AND (CAST(:status AS text) IS NULL OR e.status = :status)
                           AND (CAST(:degraded AS boolean) IS NULL OR e.degraded = :degraded)
                           AND (CAST(:trigger AS text) IS NULL OR e.trigger = :trigger)
                        """, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec filtered(String sql, ExecutionFilter filter) {
        return jdbc.sql(sql)
                .param("agent", filter.agent())
                .param("status", filter.status())
                .param("degraded", filter.degraded())
                .param("trigger", filter.trigger());
    }

    long acceptedSince(Instant since) {
        return jdbc.sql("SELECT count(*) FROM agent_executions WHERE created_at >= :since")
                .param("since", utc(since))
                .query(Long.class)
                .single();
    }

    private List<ExecutionView.Step> steps(UUID id) {
        return jdbc.sql("""
                        SELECT name, status, started_at, finished_at
                          FROM execution_steps
                         WHERE execution_id = :id
                         ORDER BY started_at, name
                        """)
                .param("id", id)
                .query((row, number) -> new ExecutionView.Step(
                        row.getString("name"),
                        row.getString("status"),
                        instant(row, "started_at"),
                        optional(row, "finished_at")))
                .list();
    }

    private ExecutionView view(ResultSet row, List<ExecutionView.Step> steps) throws SQLException {
        var result = row.getString("result");
        return new ExecutionView(
                row.getObject("id", UUID.class),
                row.getString("agent"),
                row.getString("status"),
                row.getString("message"),
                instant(row, "created_at"),
                optional(row, "finished_at"),
                result == null ? null : json.readValue(result, FIGURES),
                row.getString("error"),
                null,
                row.getString("trigger"),
                row.getString("requested_by"),
                json.readValue(row.getString("parameters"), FIGURES),
                optional(row, "running_since"),
                row.getBoolean("degraded"),
                strings(row.getArray("degraded_reasons")),
                row.getString("error_code"),
                new ExecutionView.State(
                        row.getString("phase"),
                        row.getInt("attempts"),
                        row.getString("picked_by"),
                        optional(row, "last_heartbeat")),
                new ExecutionView.Progress(row.getLong("done"), row.getLong("failed"), row.getLong("items_total")),
                steps);
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
