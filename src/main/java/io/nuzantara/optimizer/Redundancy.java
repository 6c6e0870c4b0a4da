package io.nuzantara.optimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Indexes that another one makes needless. Look-alikes stay: another order, operator class, collation, predicate, parameter
 * or method, a UNIQUE index narrower than the wide one, and whatever a constraint stands on.
 */
final class Redundancy {

    private Redundancy() {}

    /** An index that may go, and the one that stays and does its work. */
    record Redundant(IndexFacts index, IndexFacts keeper, Kind kind) {}

    enum Kind {
        DUPLICATE,
        PREFIX
    }

    /** All redundant indexes, each once, and none whose keeper goes too. */
    static List<Redundant> find(List<IndexFacts> indexes) {
        var usable = indexes.stream()
                .filter(index -> index.valid() && !index.partitioned())
                .sorted(Comparator.comparingInt(Redundancy::worth).thenComparingLong(IndexFacts::id))
                .toList();
        var redundant = new ArrayList<Redundant>();
        var gone = new HashSet<Long>();
        duplicates(usable, redundant, gone);
        prefixes(usable, redundant, gone);
        return redundant;
    }

    /** Those that must stay come first: the first of equals is the keeper. */
    private static int worth(IndexFacts index) {
        if (index.needed()) {
            return 0;
        }
        if (index.replicaIdentity()) {
            return 1;
        }
        return index.isUnique() ? 2 : 3;
    }

    private static void duplicates(List<IndexFacts> indexes, List<Redundant> redundant, Set<Long> gone) {
        for (var at = 0; at < indexes.size(); at++) {
            var index = indexes.get(at);
            if (mustStay(index)) {
                continue;
            }
            indexes.subList(0, at).stream()
                    .filter(keeper -> !gone.contains(keeper.id()))
                    .filter(keeper -> isDuplicate(index, keeper))
                    .findFirst()
                    .ifPresent(keeper -> {
                        redundant.add(new Redundant(index, keeper, Kind.DUPLICATE));
                        gone.add(index.id());
                    });
        }
    }

    private static void prefixes(List<IndexFacts> indexes, List<Redundant> redundant, Set<Long> gone) {
        var widestFirst = indexes.stream()
                .sorted(Comparator.comparingInt(
                        (IndexFacts index) -> -index.columns().size()))
                .toList();
        for (var index : widestFirst) {
            if (mustStay(index) || index.isUnique() || gone.contains(index.id())) {
                continue;
            }
            widestFirst.stream()
                    .filter(keeper -> !gone.contains(keeper.id()))
                    .filter(keeper -> isPrefix(index, keeper))
                    .findFirst()
                    .ifPresent(keeper -> {
                        redundant.add(new Redundant(index, keeper, Kind.PREFIX));
                        gone.add(index.id());
                    });
        }
    }

    private static boolean mustStay(IndexFacts index) {
        return index.needed() || index.replicaIdentity();
    }

    /** A unique index is replaced by a unique one with the same idea of nulls only. */
    private static boolean isDuplicate(IndexFacts index, IndexFacts keeper) {
        var unique = !index.isUnique() || (keeper.isUnique() && keeper.nullsNotDistinct() == index.nullsNotDistinct());
        return unique
                && index.sameTableAs(keeper)
                && index.method().equals(keeper.method())
                && index.columns().equals(keeper.columns())
                && index.included().equals(keeper.included())
                && index.options().equals(keeper.options())
                && index.opclasses().equals(keeper.opclasses())
                && index.collations().equals(keeper.collations())
                && index.parameters().equals(keeper.parameters())
                && Objects.equals(index.predicate(), keeper.predicate());
    }

    private static boolean isPrefix(IndexFacts index, IndexFacts keeper) {
        return index.sameTableAs(keeper)
                && index.method().equals("btree")
                && keeper.method().equals("btree")
                && index.included().isEmpty()
                && startsWith(keeper.columns(), index.columns())
                && startsWith(keeper.options(), index.options())
                && startsWith(keeper.opclasses(), index.opclasses())
                && startsWith(keeper.collations(), index.collations())
                && Objects.equals(index.predicate(), keeper.predicate());
    }

    private static boolean startsWith(List<String> wide, List<String> narrow) {
        return wide.size() > narrow.size() && wide.subList(0, narrow.size()).equals(narrow);
    }
}
