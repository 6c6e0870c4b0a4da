package io.nuzantara.optimizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index as the catalog describes it.
 *
 * @param columns key columns or expressions, in order
 * @param included columns that are stored but not searched
 * @param options order and place of nulls, one per key column
 * @param opclasses operator classes, one per key column
 * @param collations one per key column
 * @param parameters of operator classes and of the index itself, where they change what it finds
 * @param predicate of a partial index
 * @param needed a constraint (primary key, unique, exclusion, or a foreign key that points here) stands on it
 * @param replicaIdentity replication identifies rows by it
 */
record IndexFacts(
        long id,
        String schemaName,
        String tableName,
        String indexName,
        String method,
        List<String> columns,
        List<String> included,
        List<String> options,
        List<String> opclasses,
        List<String> collations,
        String parameters,
        @Nullable String predicate,
        boolean isUnique,
        boolean nullsNotDistinct,
        boolean needed,
        boolean replicaIdentity,
        boolean valid,
        boolean partitioned,
        long sizeBytes) {

    /** What both must share to serve the same searches. */
    boolean sameTableAs(IndexFacts other) {
        return schemaName.equals(other.schemaName) && tableName.equals(other.tableName);
    }

    String table() {
        return schemaName + "." + tableName;
    }

    String name() {
        return schemaName + "." + indexName;
    }
}
