package io.nuzantara.optimizer;

import io.nuzantara.telemetry.IndexHistory;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** All checks of the catalog; one that cannot read what it needs is unknown and stops no other. */
@Component
class CatalogCheck {

    private static final Logger log = LoggerFactory.getLogger(CatalogCheck.class);
    private static final Duration UNUSED = Duration.ofDays(30);

    private final Catalog catalog;
    private final IndexHistory history;

    CatalogCheck(Catalog catalog, IndexHistory history) {
        this.catalog = catalog;
        this.history = history;
    }

    /** What the catalog says now, and the indexes that should come or go. */
    record Seen(Checked checked, List<ForeignKeyFacts> withoutIndex, List<Redundancy.Redundant> redundant) {}

    Seen run() {
        try {
            var indexes = catalog.indexes();
            var keys = catalog.foreignKeys();
            var redundant = Redundancy.find(indexes);
            var checked = IndexRules.foreignKeys(keys, indexes)
                    .and(IndexRules.redundant(redundant))
                    .and(IndexRules.invalid(indexes))
                    .and(IndexRules.unused(history.unusedFor(UNUSED), indexes, keys))
                    .and(server());
            return new Seen(checked, IndexRules.withoutIndex(keys, indexes), redundant);
        } catch (DataAccessException e) {
            log.warn("The indexes could not be read", e);
            var unread = Stream.of(
                            IndexRules.FOREIGN_KEY,
                            IndexRules.DUPLICATE,
                            IndexRules.PREFIX,
                            IndexRules.INVALID,
                            IndexRules.UNUSED)
                    .map(rule -> Checked.unknown(rule, "the catalog could not be read"))
                    .reduce(server(), Checked::and);
            return new Seen(unread, List.of(), List.of());
        }
    }

    private Checked server() {
        return check(List.of(ServerRules.DEAD, ServerRules.STALE), () -> ServerRules.tables(catalog.tables()))
                .and(check(List.of(ServerRules.SEQUENCE), () -> ServerRules.sequences(catalog.sequences())))
                .and(check(
                        List.of(ServerRules.CONNECTIONS, ServerRules.LONG, ServerRules.IDLE),
                        () -> ServerRules.sessions(catalog.sessions())))
                .and(check(
                        List.of(ServerRules.WRAPAROUND), () -> ServerRules.transactionIds(catalog.transactionIdAge())));
    }

    private static Checked check(List<String> rules, Supplier<Checked> check) {
        try {
            return check.get();
        } catch (DataAccessException e) {
            log.warn("The checks {} could not read what they need", rules, e);
            return rules.stream()
                    .map(rule -> Checked.unknown(rule, "the server did not let us read it"))
                    .reduce(Checked.NOTHING, Checked::and);
        }
    }
}
