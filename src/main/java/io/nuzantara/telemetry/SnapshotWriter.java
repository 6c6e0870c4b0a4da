package io.nuzantara.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes one snapshot, inside the caller's transaction and under a lock of the whole cluster. */
@Component
class SnapshotWriter {

    /** Key of the advisory lock; any number that nothing else in the database uses. */
    private static final long LOCK = 0x6e757a61_736e6170L;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SnapshotWriter(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void lock() {
        jdbc.sql("SELECT /* nuzantara:telemetry */ count(*) FROM pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Long.class)
                .single();
    }

    boolean tryLock() {
        return jdbc.sql("SELECT /* nuzantara:telemetry */ pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    Snapshots.Taken write(StatementSource.State state) {
        return switch (state) {
            case StatementSource.State.Unavailable(var missing) -> {
                var head = head(missing.code(), false);
                relations(head.id());
                yield new Snapshots.Taken(head.takenAt(), 0, List.of(missing));
            }
            case StatementSource.State.Available(var columns, var lacks) -> {
                var head = head(null, lacks.contains(Missing.PRIVILEGE));
                resets(head.id());
                var statements =
                        jdbc.sql(columns.copy()).param("snapshot", head.id()).update();
                texts(head.id());
                relations(head.id());
                yield new Snapshots.Taken(head.takenAt(), statements, lacks);
            }
        };
    }

    private Head head(@Nullable String missing, boolean ownOnly) {
        return jdbc.sql("""
                        INSERT /* nuzantara:telemetry */ INTO stat_snapshots
                               (taken_at, server_started_at, server_version, missing, own_only, database_size, wal_bytes)
                        SELECT clock_timestamp(), pg_postmaster_start_time(), current_setting('server_version_num')::int,
                               :missing, :ownOnly, pg_database_size(current_database()), (SELECT wal_bytes::bigint FROM pg_stat_wal)
                        RETURNING id, taken_at
                        """)
                .param("missing", missing)
                .param("ownOnly", ownOnly)
                .query((row, number) -> new Head(
                        row.getLong(1),
                        row.getObject(2, java.time.OffsetDateTime.class).toInstant()))
                .single();
    }

    private void resets(long snapshot) {
        jdbc.sql("""
                        UPDATE /* nuzantara:telemetry */ stat_snapshots AS s
                           SET stats_reset = i.stats_reset, dealloc = i.dealloc
                          FROM pg_stat_statements_info AS i
                         WHERE s.id = :snapshot
                        """).param("snapshot", snapshot).update();
    }

    /** Texts of statements seen for the first time; a text that our role may not read has no query id. */
    private void texts(long snapshot) {
        var texts = jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ DISTINCT ON (s.queryid) s.queryid, s.query
                          FROM pg_stat_statements(true) AS s
                          JOIN statement_samples AS n ON n.snapshot_id = :snapshot AND n.queryid = s.queryid
                         WHERE s.query IS NOT NULL
                           AND NOT EXISTS (SELECT FROM statement_texts AS t WHERE t.queryid = s.queryid)
                        """)
                .param("snapshot", snapshot)
                .query((row, number) -> new NewText(row.getLong(1), StatementText.of(row.getString(2))))
                .list();
        batches.batchUpdate("""
                INSERT /* nuzantara:telemetry */ INTO statement_texts
                       (queryid, text, fingerprint, module, first_seen, explainable, reason)
                VALUES (?, ?, ?, ?, clock_timestamp(), ?, ?)
                ON CONFLICT (queryid) DO NOTHING
                """, texts, 500, (row, text) -> {
            row.setLong(1, text.queryId());
            row.setString(2, text.text().text());
            row.setString(3, text.text().fingerprint());
            row.setString(4, text.text().module());
            row.setBoolean(5, text.text().reason() == null);
            row.setString(6, text.text().reason());
        });
    }

    /** Tables and indexes, once an hour. */
    private void relations(long snapshot) {
        var due = jdbc.sql("""
                        UPDATE /* nuzantara:telemetry */ stat_snapshots
                           SET relations = true
                         WHERE id = :snapshot
                           AND NOT EXISTS (SELECT FROM stat_snapshots
                                            WHERE relations AND taken_at > clock_timestamp() - interval '59 minutes')
                        """).param("snapshot", snapshot).update();
        if (due == 0) {
            return;
        }
        jdbc.sql("""
                        INSERT /* nuzantara:telemetry */ INTO relation_samples
                        SELECT :snapshot, t.relid::bigint, 'table', t.schemaname, t.relname, NULL,
                               c.relpages, c.reltuples, pg_relation_size(c.oid),
                               t.seq_scan, t.idx_scan, t.n_tup_ins, t.n_tup_upd, t.n_tup_hot_upd, t.n_tup_del,
                               t.n_live_tup, t.n_dead_tup, t.n_mod_since_analyze,
                               t.last_vacuum, t.last_autovacuum, t.last_analyze, t.last_autoanalyze,
                               io.heap_blks_hit, io.heap_blks_read
                          FROM pg_stat_user_tables AS t
                          JOIN pg_class AS c ON c.oid = t.relid
                          JOIN pg_statio_user_tables AS io ON io.relid = t.relid
                        """).param("snapshot", snapshot).update();
        jdbc.sql("""
                        INSERT /* nuzantara:telemetry */ INTO relation_samples
                               (snapshot_id, relid, kind, schema_name, table_name, index_name, relpages, reltuples, size_bytes,
                                idx_scan, blks_hit, blks_read)
                        SELECT :snapshot, i.indexrelid::bigint, 'index', i.schemaname, i.relname, i.indexrelname,
                               c.relpages, c.reltuples, pg_relation_size(c.oid),
                               i.idx_scan, io.idx_blks_hit, io.idx_blks_read
                          FROM pg_stat_user_indexes AS i
                          JOIN pg_class AS c ON c.oid = i.indexrelid
                          JOIN pg_statio_user_indexes AS io ON io.indexrelid = i.indexrelid
                        """).param("snapshot", snapshot).update();
    }

    private record Head(long id, Instant takenAt) {}

    private record NewText(long queryId, StatementText text) {}
}
