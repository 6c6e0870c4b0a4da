package io.nuzantara.conversation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The imports. */
@Repository
class ImportBatches {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportBatches(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    UUID create(ImportOptions options, List<String> uploads, String createdBy, Instant now) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO import_batches (id, source, options, uploads, status, created_at, created_by)
                VALUES (:id, :source, CAST(:options AS jsonb), :uploads, 'receiving', :now, :createdBy)
                """)
                .param("id", id)
                .param("source", options.source())
                .param("options", json.writeValueAsString(options))
                .param("uploads", uploads.toArray(String[]::new))
                .param("now", at(now))
                .param("createdBy", createdBy)
                .update();
        return id;
    }

    Optional<ImportBatch> find(UUID id) {
        return jdbc.sql("SELECT * FROM import_batches WHERE id = :id")
                .param("id", id)
                .query((row, index) -> batch(row))
                .optional();
    }

    private ImportBatch batch(ResultSet row) throws SQLException {
        return new ImportBatch(
                row.getObject("id", UUID.class),
                row.getObject("execution_id", UUID.class),
                json.readValue(row.getString("options"), ImportOptions.class),
                texts(row.getArray("uploads")),
                row.getString("status"),
                row.getObject("shift_days", Integer.class),
                row.getBoolean("shift_reused"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    void running(UUID id, UUID execution) {
        jdbc.sql(
                        "UPDATE import_batches SET status = 'running', execution_id = :execution WHERE id = :id AND status <> 'completed'")
                .param("id", id)
                .param("execution", execution)
                .update();
    }

    void shifted(UUID id, long days, boolean reused) {
        jdbc.sql("UPDATE import_batches SET shift_days = :days, shift_reused = :reused WHERE id = :id")
                .param("id", id)
                .param("days", days)
                .param("reused", reused)
                .update();
    }

    void completed(UUID id, Instant now) {
        jdbc.sql("UPDATE import_batches SET status = 'completed', finished_at = :now WHERE id = :id")
                .param("id", id)
                .param("now", at(now))
                .update();
    }

    /** By how many days the last completed import of the source that was moved was moved. */
    Optional<Integer> lastShift(String source) {
        return jdbc.sql("""
                SELECT shift_days
                  FROM import_batches
                 WHERE source = :source AND shift_days IS NOT NULL AND status = 'completed'
                   AND NOT CAST(options ->> 'dry_run' AS boolean)
                 ORDER BY finished_at DESC
                 LIMIT 1
                """).param("source", source).query(Integer.class).optional();
    }

    /** Takes out batches begun before the instant that nobody started. */
    void forgetUnstarted(Instant before) {
        jdbc.sql("DELETE FROM import_batches WHERE created_at < :before AND status = 'receiving'")
                .param("before", at(before))
                .update();
    }

    /** Those of the ids that are no batch, or not any more. */
    List<UUID> unknownOf(Collection<UUID> ids) {
        return jdbc.sql(
                        "SELECT id FROM unnest(:ids) AS asked (id) WHERE NOT EXISTS (SELECT 1 FROM import_batches b WHERE b.id = asked.id)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, index) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Batches begun before the instant whose execution has not completed them. */
    List<ImportBatch> startedBefore(Instant before) {
        return jdbc.sql("SELECT * FROM import_batches WHERE created_at < :before AND status = 'running'")
                .param("before", at(before))
                .query((row, index) -> batch(row))
                .list();
    }

    /** Batches that were completed before the instant. */
    List<UUID> completedBefore(Instant before) {
        return jdbc.sql("SELECT id FROM import_batches WHERE finished_at < :before")
                .param("before", at(before))
                .query((row, index) -> row.getObject(1, UUID.class))
                .list();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
