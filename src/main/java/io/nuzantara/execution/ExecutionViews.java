package io.nuzantara.execution;

import io.nuzantara.api.ExecutionView;
import java.math.BigDecimal;
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

    /** Counting a million rows costs a tenth of a second at each look; nobody pages that far. */
    private static final int COUNTED = 10_000;

    private static final String SELECTED = """
            SELECT e.*, t.picked_by, t.last_heartbeat, p.done, p.failed, p.tokens, p.cost, a.id AS approval_id, q.position AS queue_position
              FROM agent_executions e
              LEFT JOIN scheduled_tasks t ON t.task_name = 'execution' AND t.task_instance = CAST(e.id AS text)
              LEFT JOIN LATERAL (SELECT sum(done) AS done, sum(failed) AS failed, sum(tokens) AS tokens, sum(cost) AS cost
                                   FROM execution_progress
                                  WHERE execution_id = e.id) p ON true
              LEFT JOIN LATERAL (SELECT id
                                   FROM approvals
                                  WHERE e.status = 'waiting_approval' AND execution_id = e.id AND status = 'pending'
                                  ORDER BY id DESC
                                  LIMIT 1) a ON true
              LEFT JOIN LATERAL (SELECT count(*) AS position
                                   FROM agent_executions w
                                  WHERE e.queued_at IS NOT NULL AND w.queued_at IS NOT NULL
                                    AND (w.priority > e.priority OR w.priority = e.priority AND (w.queued_at, w.id) <= (e.queued_at, e.id))) q ON true
            """;

    private final JdbcClient jdbc;
    private final FreshPlans plans;
    private final JsonMapper json;

    ExecutionViews(JdbcClient jdbc, FreshPlans plans, JsonMapper json) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.json = json;
    }

    Optional<ExecutionView> find(UUID id) {
        return jdbc.sql(SELECTED + """
                         WHERE e.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> view(row, steps(id), effects(id)))
                .optional();
    }

    /** A page by keyset, newest first; internal executions (imports) only when asked for by name. */
    List<ExecutionView> page(ExecutionFilter filter) {
        return plans.inIndexOrder(() -> look(filter));
    }

    private List<ExecutionView> look(ExecutionFilter filter) {
        var before = filter.before();
        return filtered(SELECTED + """
                         WHERE (CAST(:agent AS text) IS NULL OR e.agent = :agent)
                           AND (CAST(:status AS text) IS NULL OR e.status = :status)
                           AND (CAST(:degraded AS boolean) IS NULL OR e.degraded = :degraded)
                           AND (CAST(:trigger AS text) IS NULL OR e.trigger = :trigger)
                           AND (CAST(:since AS timestamptz) IS NULL OR e.created_at >= :since)
                           AND (CAST(:beforeAt AS timestamptz) IS NULL OR (e.created_at, e.id) < (:beforeAt, CAST(:beforeId AS uuid)))
                         ORDER BY e.created_at DESC, e.id DESC
                         LIMIT :limit
                        """, filter)
                .param("beforeAt", before == null ? null : utc(before.createdAt()))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", filter.limit())
                .query((row, number) -> view(row, List.of(), List.of()))
                .list();
    }

    /** By agent; the partial unique index promises one active execution a key. */
    Map<String, ExecutionView> active() {
        return jdbc.sql(SELECTED + """
                         WHERE e.exclusive_key = e.agent AND e.status IN ('started', 'running')
                        """).query((row, number) -> view(row, List.of(), List.of())).list().stream()
                .collect(Collectors.toMap(ExecutionView::agentName, Function.identity()));
    }

    /** How many match, whatever the page; counted up to a bound. */
    Executions.Total count(ExecutionFilter filter) {
        var counted = plans.of(() -> filtered("""
                        SELECT count(*)
                          FROM (SELECT 1
                                  FROM agent_executions e
                                 WHERE (CAST(:agent AS text) IS NULL OR e.agent = :agent)
                                   AND (CAST(:status AS text) IS NULL OR e.status = :status)
                                   AND (CAST(:degraded AS boolean) IS NULL OR e.degraded = :degraded)
                                   AND (CAST(:trigger AS text) IS NULL OR e.trigger = :trigger)
                                   AND (CAST(:since AS timestamptz) IS NULL OR e.created_at >= :since)
                                 LIMIT :most) matching
                        """, filter)
                .param("most", COUNTED + 1)
                .query(Long.class)
                .single());
        return new Executions.Total(Math.min(counted, COUNTED), counted > COUNTED);
    }

    private JdbcClient.StatementSpec filtered(String sql, ExecutionFilter filter) {
        return jdbc.sql(sql)
                .param("agent", filter.agent())
                .param("status", filter.status())
                .param("degraded", filter.degraded())
                .param("trigger", filter.trigger())
                .param("since", filter.since() == null ? null : utc(filter.since()));
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

    private List<ExecutionView.Effect> effects(UUID id) {
        return jdbc.sql("""
                        SELECT kind, key, status, external_id, sent_at
                          FROM effects
                         WHERE execution_id = :id
                         ORDER BY created_at, key
                        """)
                .param("id", id)
                .query((row, number) -> new ExecutionView.Effect(
                        row.getString("kind"),
                        row.getString("key"),
                        row.getString("status"),
                        row.getString("external_id"),
                        optional(row, "sent_at")))
                .list();
    }

    private ExecutionView view(ResultSet row, List<ExecutionView.Step> steps, List<ExecutionView.Effect> effects)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        var status = row.getString("status");
        var result = row.getString("result");
        var state = state(row);
        return new ExecutionView(
                id,
                row.getString("agent"),
                status,
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
                state,
                new ExecutionView.Progress(row.getLong("done"), row.getLong("failed"), row.getLong("items_total")),
                cost(row),
                steps,
                effects,
                row.getObject("retry_of", UUID.class),
                ExecutionView.Links.of(id, status, row.getLong("failed"), state.approvalId()));
    }

    private static ExecutionView.State state(ResultSet row) throws SQLException {
        var position = row.getLong("queue_position");
        return new ExecutionView.State(
                row.getString("phase"),
                row.getInt("attempts"),
                row.getString("picked_by"),
                optional(row, "last_heartbeat"),
                position == 0 ? null : position,
                row.getObject("approval_id", UUID.class),
                optional(row, "cancel_requested_at"),
                row.getLong("event_seq"));
    }

    private static ExecutionView.Cost cost(ResultSet row) throws SQLException {
        var amount = row.getBigDecimal("cost");
        return ExecutionView.Cost.usd(row.getLong("tokens"), amount == null ? BigDecimal.ZERO : amount);
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
