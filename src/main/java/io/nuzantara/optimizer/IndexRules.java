package io.nuzantara.optimizer;

import io.nuzantara.telemetry.IndexHistory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Indexes that are missing, needless, broken or unused. */
final class IndexRules {

    static final String FOREIGN_KEY = "catalog.foreign_key_without_index";
    static final String DUPLICATE = "catalog.duplicate_index";
    static final String PREFIX = "catalog.prefix_redundant_index";
    static final String INVALID = "catalog.invalid_index";
    static final String UNUSED = "catalog.unused_index";

    private IndexRules() {}

    static List<ForeignKeyFacts> withoutIndex(List<ForeignKeyFacts> keys, List<IndexFacts> indexes) {
        return keys.stream()
                .filter(key -> indexes.stream().noneMatch(key::isSupportedBy))
                .toList();
    }

    static Checked foreignKeys(List<ForeignKeyFacts> keys, List<IndexFacts> indexes) {
        return Checked.found(FOREIGN_KEY, withoutIndex(keys, indexes).stream().map(IndexRules::foreignKey));
    }

    private static Finding foreignKey(ForeignKeyFacts key) {
        var figures = Finding.figures(
                        "Each delete in %s reads all of %s: no index on %s",
                        key.references(), key.table(), String.join(", ", key.columns()))
                .with("columns", key.columns())
                .with("rows", Math.max(0, key.rows()))
                .with("parent_deletes", key.parentDeletes())
                .with("estimated_bytes", key.estimatedBytes());
        var severity = key.parentDeletes() > 0 && key.rows() >= 1_000 ? Severity.HIGH : Severity.MEDIUM;
        return new Finding(FOREIGN_KEY, severity, key.table() + " " + key.constraintName(), figures.all());
    }

    static Checked redundant(List<Redundancy.Redundant> redundant) {
        return Checked.found(DUPLICATE, findings(redundant, Redundancy.Kind.DUPLICATE, DUPLICATE))
                .and(Checked.found(PREFIX, findings(redundant, Redundancy.Kind.PREFIX, PREFIX)));
    }

    private static Stream<Finding> findings(List<Redundancy.Redundant> all, Redundancy.Kind kind, String rule) {
        return all.stream().filter(one -> one.kind() == kind).map(one -> {
            var figures = Finding.figures(
                            "%s does what %s does as well",
                            one.index().indexName(), one.keeper().indexName())
                    .with("index", one.index().name())
                    .with("keeper", one.keeper().name())
                    .with("bytes", one.index().sizeBytes());
            return new Finding(rule, Severity.LOW, one.index().name(), figures.all());
        });
    }

    static Checked invalid(List<IndexFacts> indexes) {
        return Checked.found(
                INVALID,
                indexes.stream()
                        .filter(index -> !index.valid() && !index.partitioned())
                        .map(index -> {
                            var figures = Finding.figures(
                                            "%s is invalid: its build was interrupted; it is written but never read",
                                            index.indexName())
                                    .with("bytes", index.sizeBytes());
                            return new Finding(INVALID, Severity.MEDIUM, index.name(), figures.all());
                        }));
    }

    /** Only what no constraint and no foreign key needs; proposed to people, never dropped by itself. */
    static Checked unused(IndexHistory.Use use, List<IndexFacts> indexes, List<ForeignKeyFacts> keys) {
        return switch (use) {
            case IndexHistory.Use.InsufficientHistory(var days) ->
                Checked.unknown(UNUSED, "insufficient_history: %d of 30 days".formatted(days));
            case IndexHistory.Use.Unused(var ids) -> Checked.found(UNUSED, unused(Set.copyOf(ids), indexes, keys));
        };
    }

    private static Stream<Finding> unused(Set<Long> ids, List<IndexFacts> indexes, List<ForeignKeyFacts> keys) {
        return indexes.stream()
                .filter(index -> ids.contains(index.id()))
                .filter(index -> !index.isUnique() && !index.needed() && !index.replicaIdentity())
                .filter(index -> keys.stream().noneMatch(key -> key.isSupportedBy(index)))
                .map(index -> new Finding(
                        UNUSED,
                        Severity.LOW,
                        index.name(),
                        Finding.figures("%s was not used for 30 days", index.indexName())
                                .with("bytes", index.sizeBytes())
                                .all()));
    }
}
