package io.nuzantara.execution;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What happened to an execution, event by event. */
@Repository
public class Timeline {

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Timeline(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One event.
     *
     * @param seq its number in the execution, without gaps from 1
     * @param data ids and numbers, no personal text
     */
    public record Entry(long seq, Instant at, String kind, Map<String, Object> data) {}

    /** The newest events of an execution, the oldest of them first. */
    public List<Entry> newest(UUID execution, int limit) {
        return jdbc.sql("""
                        SELECT seq, at, kind, data
                          FROM execution_events
                         WHERE execution_id = :execution
                         ORDER BY seq DESC
                         LIMIT :limit
                        """)
                .param("execution", execution)
                .param("limit", limit)
                .query((row, _) -> new Entry(
                        row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        json.readValue(row.getString("data"), DATA)))
                .list()
                .reversed();
    }
}
