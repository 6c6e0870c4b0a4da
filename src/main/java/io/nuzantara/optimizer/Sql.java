package io.nuzantara.optimizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The statements that are proposed, with every name quoted: names in a catalog are hostile data. */
final class Sql {

    private static final int NAME_LIMIT = 63;
    private static final int HASH = 8;

    private Sql() {}

    /** The new index on columns that the server has quoted, named {@code opt_<table>_<columns>_<8 hex of the definition>}. */
    static String createIndex(String schema, String table, List<String> columns) {
        var target = "%s.%s (%s)".formatted(quoted(schema), quoted(table), String.join(", ", columns));
        return "CREATE INDEX CONCURRENTLY %s ON %s".formatted(quoted(indexName(table, columns, target)), target);
    }

    static String dropIndex(String schema, String index) {
        return "DROP INDEX CONCURRENTLY %s.%s".formatted(quoted(schema), quoted(index));
    }

    /** At most 63 bytes, the limit of PostgreSQL: the middle is cut, the hash stays. */
    static String indexName(String table, List<String> columns, String definition) {
        var readable = ("opt_" + table + "_" + String.join("_", columns))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
        var room = NAME_LIMIT - HASH - 1;
        var cut = readable.getBytes(StandardCharsets.UTF_8).length > room ? readable.substring(0, room) : readable;
        return cut + "_" + Finding.hash(definition).substring(0, HASH);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
