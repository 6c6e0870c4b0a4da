package io.nuzantara.optimizer;

import java.util.List;

/**
 * A foreign key and what the statistics say about its tables.
 *
 * @param columns referencing columns in the constraint's order, quoted where PostgreSQL quotes them
 * @param references the table it points at
 * @param rows rows of the referencing table, estimated; -1 = never analysed
 * @param keyWidth mean bytes of the columns together
 * @param writes inserts and non-HOT updates of the referencing table since its statistics began
 * @param parentDeletes deletes of the referenced table since its statistics began: each looks for references
 * @param partitioned the referencing table is partitioned
 */
record ForeignKeyFacts(
        String schemaName,
        String tableName,
        String constraintName,
        List<String> columns,
        String references,
        double rows,
        double keyWidth,
        long writes,
        long parentDeletes,
        boolean partitioned) {

    private static final int PAGE = 8192;

    /** Whether an index finds all rows that reference a key: the columns, in any order, are its first ones. */
    boolean isSupportedBy(IndexFacts index) {
        return index.valid()
                && index.schemaName().equals(schemaName)
                && index.tableName().equals(tableName)
                && (index.method().equals("btree") || (index.method().equals("hash") && columns.size() == 1))
                && index.columns().size() >= columns.size()
                && sameColumns(index.columns().subList(0, columns.size()))
                && (index.predicate() == null || isOnlyNotNull(index.predicate()));
    }

    private boolean sameColumns(List<String> first) {
        return first.stream().sorted().toList().equals(columns.stream().sorted().toList());
    }

    /** Rows without a reference need not be found. */
    private boolean isOnlyNotNull(String predicate) {
        return columns.size() == 1 && predicate.equals("(" + columns.getFirst() + " IS NOT NULL)");
    }

    /** Estimated size of a btree on the columns (8 KiB pages, 20 bytes for each row's header and pointer, filled to 90 %). */
    long estimatedBytes() {
        var entry = 8 * Math.ceil(keyWidth / 8) + 20;
        var pages = Math.ceil(Math.max(0, rows) * entry / (PAGE * 0.9)) + 1;
        return (long) (pages * PAGE);
    }

    String table() {
        return schemaName + "." + tableName;
    }
}
