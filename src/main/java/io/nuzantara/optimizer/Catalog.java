package io.nuzantara.optimizer;

import io.nuzantara.database.RecordMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the catalogs of the current database; schemas of the system are left out. */
@Repository
class Catalog {

    private final JdbcClient jdbc;

    Catalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<IndexFacts> indexes() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ c.oid::bigint AS id, n.nspname AS schema_name, t.relname AS table_name, c.relname AS index_name,
                               am.amname AS method,
                               ARRAY(SELECT pg_get_indexdef(c.oid, p, true) FROM generate_series(1, i.indnkeyatts) AS p) AS columns,
                               ARRAY(SELECT pg_get_indexdef(c.oid, p, true) FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS p) AS included,
                               string_to_array(i.indoption::text, ' ') AS options,
                               string_to_array(i.indclass::text, ' ') AS opclasses,
                               string_to_array(i.indcollation::text, ' ') AS collations,
                               coalesce((SELECT string_agg(a.attnum || a.attoptions::text, ';' ORDER BY a.attnum)
                                           FROM pg_attribute AS a
                                          WHERE a.attrelid = c.oid AND a.attoptions IS NOT NULL), '')
                                 || CASE WHEN am.amname = 'btree' THEN '' ELSE coalesce(c.reloptions::text, '') END AS parameters,
                               pg_get_expr(i.indpred, i.indrelid) AS predicate,
                               i.indisunique, i.indnullsnotdistinct,
                               i.indisprimary OR i.indisexclusion OR EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = c.oid) AS needed,
                               i.indisreplident OR i.indisclustered AS replica_identity,
                               i.indisvalid AND i.indisready AS valid,
                               c.relkind = 'I' OR c.relispartition AS partitioned,
                               pg_relation_size(c.oid) AS size_bytes
                          FROM pg_index AS i
                          JOIN pg_class AS c ON c.oid = i.indexrelid
                          JOIN pg_class AS t ON t.oid = i.indrelid
                          JOIN pg_namespace AS n ON n.oid = t.relnamespace
                          JOIN pg_am AS am ON am.oid = c.relam
                         WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
                           AND n.nspname NOT LIKE 'pg\\_%'
                         ORDER BY c.oid
                        """).query((row, number) -> index(row)).list();
    }

    private static IndexFacts index(ResultSet row) throws SQLException {
        return new IndexFacts(
                row.getLong("id"),
                row.getString("schema_name"),
                row.getString("table_name"),
                row.getString("index_name"),
                row.getString("method"),
                texts(row.getArray("columns")),
                texts(row.getArray("included")),
                texts(row.getArray("options")),
                texts(row.getArray("opclasses")),
                texts(row.getArray("collations")),
                row.getString("parameters"),
                row.getString("predicate"),
                row.getBoolean("indisunique"),
                row.getBoolean("indnullsnotdistinct"),
                row.getBoolean("needed"),
                row.getBoolean("replica_identity"),
                row.getBoolean("valid"),
                row.getBoolean("partitioned"),
                row.getLong("size_bytes"));
    }

    List<ForeignKeyFacts> foreignKeys() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ n.nspname AS schema_name, t.relname AS table_name, k.conname AS constraint_name,
                               ARRAY(SELECT quote_ident(a.attname)
                                       FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, place)
                                       JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
                                      ORDER BY u.place) AS columns,
                               pn.nspname || '.' || p.relname AS parent,
                               t.reltuples AS rows,
                               (SELECT coalesce(sum(coalesce(s.avg_width, nullif(greatest(a.attlen, 0), 0), 16)), 8)
                                  FROM pg_attribute AS a
                                  LEFT JOIN pg_stats AS s ON s.schemaname = n.nspname AND s.tablename = t.relname AND s.attname = a.attname
                                 WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS key_width,
                               coalesce(ts.n_tup_ins + ts.n_tup_upd - ts.n_tup_hot_upd, 0) AS writes,
                               coalesce(ps.n_tup_del, 0) AS parent_deletes,
                               t.relkind = 'p' OR t.relispartition AS partitioned
                          FROM pg_constraint AS k
                          JOIN pg_class AS t ON t.oid = k.conrelid
                          JOIN pg_namespace AS n ON n.oid = t.relnamespace
                          JOIN pg_class AS p ON p.oid = k.confrelid
                          JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
                          LEFT JOIN pg_stat_user_tables AS ts ON ts.relid = t.oid
                          LEFT JOIN pg_stat_user_tables AS ps ON ps.relid = p.oid
                         WHERE k.contype = 'f' AND k.conparentid = 0
                         ORDER BY 1, 2, 3
                        """)
                .query((row, number) -> new ForeignKeyFacts(
                        row.getString("schema_name"),
                        row.getString("table_name"),
                        row.getString("constraint_name"),
                        texts(row.getArray("columns")),
                        row.getString("parent"),
                        row.getDouble("rows"),
                        row.getDouble("key_width"),
                        row.getLong("writes"),
                        row.getLong("parent_deletes"),
                        row.getBoolean("partitioned")))
                .list();
    }

    List<ServerFacts.Table> tables() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ schemaname || '.' || relname AS name, n_live_tup AS live, n_dead_tup AS dead,
                               n_mod_since_analyze AS modified
                          FROM pg_stat_user_tables
                         ORDER BY 1
                        """).query(RecordMapper.of(ServerFacts.Table.class)).list();
    }

    /** Sequences that were used, that only count up and do not start again. */
    List<ServerFacts.Sequence> sequences() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ schemaname || '.' || sequencename AS name, last_value, max_value
                          FROM pg_sequences
                         WHERE last_value IS NOT NULL AND increment_by > 0 AND NOT cycle
                         ORDER BY 1
                        """).query(RecordMapper.of(ServerFacts.Sequence.class)).list();
    }

    /** How many there are is told to every role, the rest about the sessions of others only to one with pg_read_all_stats. */
    ServerFacts.Sessions sessions() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ (SELECT sum(numbackends) - 1 FROM pg_stat_database) AS used,
                               current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint AS most,
                               coalesce(array_agg(extract(epoch FROM clock_timestamp() - xact_start)::bigint)
                                 FILTER (WHERE state = 'active' AND xact_start < clock_timestamp() - interval '60 seconds'), '{}') AS long_seconds,
                               coalesce(array_agg(extract(epoch FROM clock_timestamp() - state_change)::bigint)
                                 FILTER (WHERE state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '60 seconds'), '{}') AS idle_seconds,
                               count(*) FILTER (WHERE cardinality(pg_blocking_pids(pid)) > 0) AS blocked
                          FROM pg_stat_activity
                         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                        """)
                .query((row, number) -> new ServerFacts.Sessions(
                        row.getLong("used"),
                        row.getLong("most"),
                        numbers(row.getArray("long_seconds")),
                        numbers(row.getArray("idle_seconds")),
                        row.getLong("blocked")))
                .single();
    }

    /** Age of the oldest transaction id of this database. */
    long transactionIdAge() {
        return jdbc.sql("""
                        SELECT /* nuzantara:optimizer */ age(datfrozenxid)::bigint
                          FROM pg_database
                         WHERE datname = current_database()
                        """).query(Long.class).single();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static List<Long> numbers(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }
}
