package io.nuzantara.database.backup;

import io.nuzantara.database.LongSession;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/** The tables of a schema that a backup holds, and their rows as text. */
final class Tables {

    /** Made anew at the next start from the rows of executions, cycles and schedules; and the history of the schema itself. */
    private static final List<String> LEFT_OUT =
            List.of("scheduled_tasks", "orchestrator_tasks", "flyway_schema_history");

    private final LongSession session;
    private final String schema;

    Tables(LongSession session, String schema) {
        this.session = session;
        this.schema = schema;
    }

    /**
     * A table whose rows can be read.
     *
     * @param columns without generated ones
     * @param reading the statement that writes its rows out
     */
    record Source(String name, List<String> columns, String reading) {
        Source {
            columns = List.copyOf(columns);
        }
    }

    /** All of them, by name. */
    List<Source> all() {
        return session.jdbc()
                .sql("""
                        SELECT CAST(c.relname AS text) AS name, array_agg(CAST(a.attname AS text) ORDER BY a.attnum) AS columns,
                               format('COPY (SELECT %s FROM %I.%I) TO STDOUT',
                                      string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), n.nspname, c.relname) AS reading
                          FROM pg_class c
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                         WHERE n.nspname = :schema AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN (:leftOut)
                         GROUP BY n.nspname, c.relname
                         ORDER BY c.relname
                        """)
                .param("schema", schema)
                .param("leftOut", LEFT_OUT)
                .query((row, _) -> new Source(
                        row.getString("name"),
                        List.of((String[]) row.getArray("columns").getArray()),
                        row.getString("reading")))
                .list();
    }

    /** The statement that holds all of them until the end of its transaction: nobody empties or changes one meanwhile. */
    String holding() {
        return session.jdbc()
                .sql("""
                        SELECT format('LOCK TABLE %s IN ACCESS SHARE MODE', string_agg(format('%I.%I', n.nspname, c.relname), ', '))
                          FROM pg_class c
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = :schema AND c.relkind IN ('r', 'p')
                        """)
                .param("schema", schema)
                .query(String.class)
                .single();
    }

    /** Writes the rows of a table there, one line each; answers what they were. */
    Manifest.Content read(Source table, OutputStream out) throws SQLException, IOException {
        var copy = session.connection().unwrap(PGConnection.class).getCopyAPI().copyOut(table.reading());
        try {
            var tally = new Tally();
            // One message of the server is one row (PostgreSQL manual, COPY operations of the protocol).
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                tally.row(row);
                out.write(row);
            }
            return tally.content();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The number of the last migration of the schema. */
    String version() {
        return session
                .jdbc()
                .sql("SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL")
                .query((row, _) -> row.getString("version"))
                .list()
                .stream()
                .max(Comparator.comparing(MigrationVersion::fromVersion))
                .orElseThrow();
    }

    /** Whether there is anything in the schema. */
    boolean areThere() {
        return session.jdbc()
                .sql("""
                        SELECT EXISTS (SELECT FROM pg_class c
                                         JOIN pg_namespace n ON n.oid = c.relnamespace
                                        WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'm'))
                        """)
                .param("schema", schema)
                .query(Boolean.class)
                .single();
    }
}
