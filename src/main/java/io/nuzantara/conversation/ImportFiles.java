package io.nuzantara.conversation;

import io.nuzantara.database.RecordMapper;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files of imports: how far each is stored and what became of its rows. */
@Repository
class ImportFiles {

    private static final int SHOWN_REFUSALS = 20;

    private final JdbcClient jdbc;

    ImportFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces the files of a batch, as before its first block. */
    void plan(UUID batch, List<ImportFile> files) {
        forgetIds(batch);
        jdbc.sql("DELETE FROM import_refusals WHERE batch_id = :batch")
                .param("batch", batch)
                .update();
        jdbc.sql("DELETE FROM import_files WHERE batch_id = :batch")
                .param("batch", batch)
                .update();
        files.forEach(this::insert);
    }

    private void insert(ImportFile file) {
        jdbc.sql("""
                INSERT INTO import_files (batch_id, no, name, path, size, type, refused_code, refused_why)
                VALUES (:batch, :no, :name, :path, :size, :type, :code, :why)
                """)
                .param("batch", file.batchId())
                .param("no", file.no())
                .param("name", file.name())
                .param("path", file.path())
                .param("size", file.size())
                .param("type", file.type())
                .param("code", file.refusedCode())
                .param("why", file.refusedWhy())
                .update();
    }

    List<ImportFile> of(UUID batch) {
        return jdbc.sql("SELECT * FROM import_files WHERE batch_id = :batch ORDER BY no")
                .param("batch", batch)
                .query(RecordMapper.of(ImportFile.class))
                .list();
    }

    ImportFile find(UUID batch, int no) {
        return jdbc.sql("SELECT * FROM import_files WHERE batch_id = :batch AND no = :no")
                .param("batch", batch)
                .param("no", no)
                .query(RecordMapper.of(ImportFile.class))
                .single();
    }

    /** Those of the ids that the file has not had before; they count as met from now on. */
    Set<String> meet(ImportFile file, List<String> ids) {
        return jdbc.sql("""
                INSERT INTO import_ids (batch_id, file_no, external_id)
                SELECT :batch, :no, id FROM unnest(:ids) AS id
                    ON CONFLICT DO NOTHING
                RETURNING external_id
                """)
                .param("batch", file.batchId())
                .param("no", file.no())
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> row.getString(1))
                .set();
    }

    void forgetIds(UUID batch) {
        jdbc.sql("DELETE FROM import_ids WHERE batch_id = :batch")
                .param("batch", batch)
                .update();
    }

    /**
     * Moves a file on by one block.
     *
     * @throws IllegalStateException when somebody else has moved it: a block is stored once
     */
    void advance(ImportFile before, ImportFile after) {
        var moved = jdbc.sql("""
                UPDATE import_files
                   SET records = :records, bytes_read = :bytesRead, created = :created, updated = :updated, unchanged = :unchanged,
                       refused = :refused, warnings = CAST(:warnings AS jsonb), refused_bytes = :refusedBytes
                 WHERE batch_id = :batch AND no = :no AND records = :before
                """)
                .param("batch", before.batchId())
                .param("no", before.no())
                .param("before", before.records())
                .param("records", after.records())
                .param("bytesRead", after.bytesRead())
                .param("created", after.created())
                .param("updated", after.updated())
                .param("unchanged", after.unchanged())
                .param("refused", after.refused())
                .param("warnings", after.warnings())
                .param("refusedBytes", after.refusedBytes())
                .update();
        if (moved == 0) {
            throw new IllegalStateException("The import goes on elsewhere.");
        }
    }

    void refuse(ImportFile file, String code, String why) {
        jdbc.sql(
                        "UPDATE import_files SET refused_code = :code, refused_why = :why WHERE batch_id = :batch AND no = :no")
                .param("batch", file.batchId())
                .param("no", file.no())
                .param("code", code)
                .param("why", why)
                .update();
    }

    /** Keeps the first refusals of a file for people to look at. */
    void show(ImportFile file, List<CheckedRow.Refused> refusals) {
        refusals.stream()
                .limit(Math.max(0, SHOWN_REFUSALS - file.refused()))
                .map(row -> new Shown(
                        file.no(),
                        file.name(),
                        row.number(),
                        row.column(),
                        row.code().code()))
                .forEach(row -> show(file.batchId(), row));
    }

    void show(UUID batch, Shown refusal) {
        jdbc.sql("""
                INSERT INTO import_refusals (batch_id, file_no, row_no, column_name, code)
                VALUES (:batch, :no, :row, :column, :code)
                    ON CONFLICT DO NOTHING
                """)
                .param("batch", batch)
                .param("no", refusal.fileNo())
                .param("row", refusal.rowNo())
                .param("column", refusal.columnName())
                .param("code", refusal.code())
                .update();
    }

    /** A refusal to look at. */
    record Shown(int fileNo, String name, long rowNo, String columnName, String code) {}

    /** The first refusals of a batch. */
    List<Shown> shown(UUID batch) {
        return jdbc.sql("""
                SELECT r.file_no, f.name, r.row_no, r.column_name, r.code
                  FROM import_refusals r
                  JOIN import_files f ON f.batch_id = r.batch_id AND f.no = r.file_no
                 WHERE r.batch_id = :batch
                 ORDER BY r.file_no, r.row_no
                 LIMIT :limit
                """)
                .param("batch", batch)
                .param("limit", SHOWN_REFUSALS)
                .query(RecordMapper.of(Shown.class))
                .list();
    }
}
