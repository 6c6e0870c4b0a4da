package io.nuzantara.database.backup;

import io.nuzantara.database.LongSession;
import io.nuzantara.database.RestoreLock;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The schema into which a backup is read, beside the one that the service uses: as long as it has not taken that one's place, nothing
 * has happened. A process that dies leaves it behind for the next restore to drop.
 */
final class Incoming {

    static final String SCHEMA = RestoreLock.INCOMING;
    private static final int BLOCK = 1 << 16;

    private final LongSession session;

    Incoming(LongSession session) {
        this.session = session;
    }

    /** Makes it, empty. */
    void create() throws SQLException {
        drop();
        session.execute("CREATE SCHEMA " + SCHEMA);
    }

    /** Leaves nothing of it. */
    void drop() throws SQLException {
        session.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    }

    /**
     * Reads all tables in, in one transaction, and compares what arrived with what was written.
     *
     * @return names of tables in the file that the schema does not have: somebody made them beside ours
     */
    List<String> load(BackupFile file) throws SQLException, IOException {
        var ours = ours(file.manifest());
        Transaction.of(session, () -> {
            var keys = foreignKeys();
            var triggers = triggers();
            for (var key : keys) {
                session.execute(key.without());
            }
            for (var trigger : triggers) {
                session.execute(trigger.without());
            }
            fill(file, ours);
            setSequences();
            for (var key : keys) {
                session.execute(key.with());
            }
            for (var trigger : triggers) {
                session.execute(trigger.with());
            }
            compare(ours);
        });
        return file.manifest().tables().stream()
                .filter(table -> !ours.contains(table))
                .map(Manifest.Table::name)
                .toList();
    }

    /** Names of the file are used in statements only when the schema has them too. */
    private List<Manifest.Table> ours(Manifest manifest) {
        var here = columns(new Tables(session, SCHEMA).all(), Tables.Source::name, Tables.Source::columns);
        var ours = manifest.tables().stream()
                .filter(table -> here.containsKey(table.name()))
                .toList();
        if (!here.equals(columns(ours, Manifest.Table::name, Manifest.Table::columns))) {
            throw new BackupRefused("The tables of the backup are not those of schema version %s: it was changed."
                    .formatted(manifest.schemaVersion()));
        }
        return ours;
    }

    private static <T> Map<String, Set<String>> columns(
            List<T> tables, Function<T, String> name, Function<T, List<String>> columns) {
        return tables.stream().collect(Collectors.toMap(name, table -> Set.copyOf(columns.apply(table))));
    }

    /** Something that is taken away while rows are read in, and put back. */
    private record Detour(String without, String with) {}

    private List<Detour> foreignKeys() {
        return detours("""
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', CAST(conrelid AS regclass), conname),
                       format('ALTER TABLE %s ADD CONSTRAINT %I %s', CAST(conrelid AS regclass), conname, pg_get_constraintdef(oid))
                  FROM pg_constraint
                 WHERE contype = 'f' AND conparentid = 0 AND connamespace = CAST(:schema AS regnamespace)
                 ORDER BY conrelid, conname
                """);
    }

    private List<Detour> triggers() {
        return detours("""
                SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', CAST(t.tgrelid AS regclass), t.tgname),
                       format('ALTER TABLE %s ENABLE TRIGGER %I', CAST(t.tgrelid AS regclass), t.tgname)
                  FROM pg_trigger t
                  JOIN pg_class c ON c.oid = t.tgrelid
                 WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND c.relnamespace = CAST(:schema AS regnamespace)
                """);
    }

    private List<Detour> detours(String sql) {
        return session.jdbc()
                .sql(sql)
                .param("schema", SCHEMA)
                .query((row, _) -> new Detour(row.getString(1), row.getString(2)))
                .list();
    }

    /** Rows that migrations wrote are in the backup too. */
    private void fill(BackupFile file, List<Manifest.Table> ours) throws SQLException, IOException {
        for (var table : ours) {
            session.execute(statement(table, "TRUNCATE %1$I.%2$I"));
            copy(file, table);
        }
    }

    private void copy(BackupFile file, Manifest.Table table) throws SQLException, IOException {
        var copy = session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(statement(table, "COPY %1$I.%2$I (%3$s) FROM STDIN"));
        try (var rows = file.open(table)) {
            var block = new byte[BLOCK];
            for (var length = rows.read(block); length >= 0; length = rows.read(block)) {
                copy.writeToCopy(block, 0, length);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The statement with schema, table and columns as the server quotes them. */
    private String statement(Manifest.Table table, String pattern) {
        return session.jdbc()
                .sql("""
                        SELECT format(:pattern, :schema, :table, string_agg(quote_ident(given.name), ', ' ORDER BY given.place))
                          FROM unnest(:columns) WITH ORDINALITY AS given (name, place)
                        """)
                .param("pattern", pattern)
                .param("schema", SCHEMA)
                .param("table", table.name())
                .param("columns", table.columns().toArray(String[]::new))
                .query(String.class)
                .single();
    }

    /** The next number of an identity is the one after the highest. */
    private void setSequences() throws SQLException {
        executeEach("""
                SELECT format('SELECT setval(%L, coalesce(max(%I), 0) + 1, false) FROM %s',
                              pg_get_serial_sequence(CAST(CAST(c.oid AS regclass) AS text), a.attname), a.attname, CAST(c.oid AS regclass))
                  FROM pg_attribute a
                  JOIN pg_class c ON c.oid = a.attrelid
                 WHERE a.attidentity <> '' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
                   AND c.relnamespace = CAST(:schema AS regnamespace)
                """);
    }

    /** Statistics for the planner, which begins without any. */
    void analyze() throws SQLException {
        executeEach("""
                SELECT format('ANALYZE %s', CAST(oid AS regclass))
                  FROM pg_class
                 WHERE relkind IN ('r', 'p') AND relnamespace = CAST(:schema AS regnamespace)
                """);
    }

    private void executeEach(String statements) throws SQLException {
        var each = session.jdbc()
                .sql(statements)
                .param("schema", SCHEMA)
                .query((row, _) -> row.getString(1))
                .list();
        for (var statement : each) {
            session.execute(statement);
        }
    }

    private void compare(List<Manifest.Table> ours) throws SQLException, IOException {
        var tables = new Tables(session, SCHEMA);
        for (var table : ours) {
            var reading = statement(table, "COPY (SELECT %3$s FROM %1$I.%2$I) TO STDOUT");
            var restored = tables.read(
                    new Tables.Source(table.name(), table.columns(), reading), OutputStream.nullOutputStream());
            if (!restored.hasRowsOf(table.content())) {
                throw new BackupRefused(
                        "The rows of %s are not those of the backup after reading them in.".formatted(table.name()));
            }
        }
    }
}
