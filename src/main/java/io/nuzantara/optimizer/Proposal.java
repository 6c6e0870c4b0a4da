package io.nuzantara.optimizer;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A change that a person may decide on, with its proof. Nothing is applied by itself.
 *
 * @param definition the exact statement
 * @param risk what may go wrong: low, medium or high
 * @param proof figures it stands on, and what was not considered
 */
record Proposal(Kind kind, String tableName, String definition, Severity risk, Map<String, Object> proof, String text) {

    enum Kind {
        CREATE_INDEX,
        DROP_INDEX;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String fingerprint() {
        return Finding.hash(definition);
    }

    /** The index that a foreign key lacks. */
    static Proposal forForeignKey(ForeignKeyFacts key) {
        var proof = Finding.figures("foreign key %s has no index", key.constraintName())
                .with("rule", IndexRules.FOREIGN_KEY)
                .with("constraint", key.constraintName())
                .with("columns", key.columns())
                .with("references", key.references())
                .with("rows", Math.max(0, key.rows()))
                .with("parent_deletes", key.parentDeletes())
                .with("writes", key.writes())
                .with("estimated_bytes", key.estimatedBytes())
                .with("oracle", "none: no planner shows the cost of a foreign-key check")
                .with("not_considered", List.of("lost HOT updates", "statements that join over the key"));
        var text = String.format(
                Locale.ENGLISH,
                "%,d deletes in %s each looked for rows of %s that reference it, and no index finds them."
                        + " The index takes about %,d KiB and makes each of %,d writes a little slower.",
                key.parentDeletes(),
                key.references(),
                key.table(),
                key.estimatedBytes() / 1024,
                key.writes());
        return new Proposal(
                Kind.CREATE_INDEX,
                key.table(),
                Sql.createIndex(key.schemaName(), key.tableName(), key.columns()),
                Severity.LOW,
                proof.all(),
                text);
    }

    /** The end of an index whose work another one does. */
    static Proposal forRedundant(Redundancy.Redundant redundant) {
        var index = redundant.index();
        var keeper = redundant.keeper();
        var duplicate = redundant.kind() == Redundancy.Kind.DUPLICATE;
        var proof = Finding.figures("%s is covered by %s", index.indexName(), keeper.indexName())
                .with("rule", duplicate ? IndexRules.DUPLICATE : IndexRules.PREFIX)
                .with("index", index.name())
                .with("columns", index.columns())
                .with("keeper", keeper.name())
                .with("keeper_columns", keeper.columns())
                .with("bytes", index.sizeBytes())
                .with("oracle", "none: the catalog alone shows it")
                .with("not_considered", List.of("hints that name the index", "a wider index is larger to read"));
        var text = String.format(
                Locale.ENGLISH,
                "%s serves every search that %s serves; without the latter each write is cheaper and %,d KiB are free.",
                keeper.indexName(),
                index.indexName(),
                index.sizeBytes() / 1024);
        return new Proposal(
                Kind.DROP_INDEX,
                index.table(),
                Sql.dropIndex(index.schemaName(), index.indexName()),
                duplicate ? Severity.LOW : Severity.MEDIUM,
                proof.all(),
                text);
    }
}
