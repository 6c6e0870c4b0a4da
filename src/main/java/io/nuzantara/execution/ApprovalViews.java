package io.nuzantara.execution;

import io.nuzantara.api.ApprovalView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Approvals as the API shows them; one whose time is over, or whose execution has ended, waits no longer whatever its row says. */
@Repository
class ApprovalViews {

    private static final String SELECTED = """
            SELECT a.*, e.agent,
                   CASE WHEN a.status = 'pending' AND e.finished_at IS NOT NULL THEN 'withdrawn'
                        WHEN a.status = 'pending' AND a.expires_at <= :now THEN 'expired'
                        ELSE a.status END AS standing
              FROM approvals a
              JOIN agent_executions e ON e.id = a.execution_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ApprovalViews(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Optional<ApprovalView> find(UUID id) {
        return jdbc.sql(SELECTED + "WHERE a.id = :id")
                .param("id", id)
                .param("now", now())
                .query((row, _) -> view(row))
                .optional();
    }

    /** Ids follow the time, so they give the order. */
    List<ApprovalView> pending(@Nullable String agent, @Nullable UUID after, int limit) {
        return jdbc.sql(SELECTED + """
                         WHERE a.status = 'pending' AND a.expires_at > :now AND e.finished_at IS NULL
                           AND (CAST(:agent AS text) IS NULL OR e.agent = :agent)
                           AND (CAST(:after AS uuid) IS NULL OR a.id > :after)
                         ORDER BY a.id
                         LIMIT :limit
                        """)
                .param("agent", agent)
                .param("after", after)
                .param("limit", limit)
                .param("now", now())
                .query((row, _) -> view(row))
                .list();
    }

    List<ApprovalView> decided(String status, @Nullable String agent, @Nullable UUID before, int limit) {
        return jdbc.sql(SELECTED + """
                         WHERE a.status = :status
                           AND (CAST(:agent AS text) IS NULL OR e.agent = :agent)
                           AND (CAST(:before AS uuid) IS NULL OR a.id < :before)
                         ORDER BY a.id DESC
                         LIMIT :limit
                        """)
                .param("status", status)
                .param("agent", agent)
                .param("before", before)
                .param("limit", limit)
                .param("now", now())
                .query((row, _) -> view(row))
                .list();
    }

    long countPending() {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM approvals a
                          JOIN agent_executions e ON e.id = a.execution_id
                         WHERE a.status = 'pending' AND a.expires_at > :now AND e.finished_at IS NULL
                        """).param("now", now()).query(Long.class).single();
    }

    private ApprovalView view(ResultSet row) throws SQLException {
        var edited = row.getString("edited_payload");
        return new ApprovalView(
                row.getObject("id", UUID.class),
                row.getObject("execution_id", UUID.class),
                row.getString("agent"),
                row.getString("step"),
                row.getString("permission"),
                row.getString("title"),
                payload(row.getString("payload")),
                row.getString("payload_hash"),
                row.getString("standing"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                edited == null ? null : payload(edited),
                row.getString("decided_by"),
                row.getObject("decided_at") == null ? null : instant(row, "decided_at"),
                row.getString("note"));
    }

    private JsonNode payload(String text) {
        return json.readTree(text);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
