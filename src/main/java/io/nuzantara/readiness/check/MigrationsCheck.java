package io.nuzantara.readiness.check;

import io.nuzantara.build.Versions;
import io.nuzantara.database.DatabaseReach;
import io.nuzantara.database.SchemaState;
import io.nuzantara.database.SchemaState.Migration;
import io.nuzantara.telemetry.Nodes;
import io.nuzantara.telemetry.Nodes.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Before an upgrade: what the migrations would lock, and whether they may run already. */
final class MigrationsCheck implements Check {

    private static final Pattern CONTRACT =
            Pattern.compile("-- contracts V\\d+, safe from release (\\d+\\.\\d+(?:\\.\\d+)?)");
    private static final long LARGE = 1_000_000_000;

    private final Site site;

    MigrationsCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "migrations";
    }

    @Override
    public Group group() {
        return Group.DATA;
    }

    @Override
    public Verdict run() {
        return switch (site.database().now()) {
            case DatabaseReach.Open open -> looked(SchemaState.of(open.connections()), site.jdbc(open));
            case DatabaseReach.Closed _ -> new Verdict.Skip("The database does not answer: see row database.");
            case DatabaseReach.Asleep(var sentence) -> new Verdict.Skip(sentence);
        };
    }

    private Verdict looked(SchemaState schema, JdbcClient jdbc) {
        if (schema.pending().isEmpty()) {
            return new Verdict.Pass("No migration is pending.");
        }
        var looks = new ArrayList<Verdict>();
        schema.pending().forEach(migration -> looks.add(locks(migration, jdbc)));
        schema.pending().forEach(migration -> tooEarly(migration, jdbc).ifPresent(looks::add));
        return Verdict.of(looks);
    }

    private static Verdict locks(Migration migration, JdbcClient jdbc) {
        var locks = LockedTable.of(migration.sql()).stream()
                .map(lock -> lock.sized(size(lock.table(), jdbc)))
                .toList();
        var says = "V%s: %s."
                .formatted(
                        migration.version(),
                        locks.isEmpty()
                                ? "locks no table there is"
                                : locks.stream().map(LockedTable::words).collect(Collectors.joining(", ")));
        return locks.stream().anyMatch(lock -> lock.bytes() > LARGE && lock.blocksWriters())
                ? new Verdict.Warn(
                        says,
                        "Upgrade while little is written; it gives up after 5 s without the lock and tries again.")
                : new Verdict.Pass(says);
    }

    private static long size(String table, JdbcClient jdbc) {
        return jdbc.sql("SELECT coalesce(pg_total_relation_size(to_regclass('nuzantara.' || quote_ident(:table))), 0)")
                .param("table", table)
                .query(Long.class)
                .single();
    }

    /** What takes something away must wait until no node needs it any more. */
    private Optional<Verdict> tooEarly(Migration migration, JdbcClient jdbc) {
        var contract = CONTRACT.matcher(migration.sql());
        if (!migration.script().toLowerCase(Locale.ROOT).contains("__contract_") || !contract.find()) {
            return Optional.empty();
        }
        var least = contract.group(1);
        var old = old(least, jdbc);
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Fail(
                        "V%s takes away what nodes of %s still need; it is safe from release %s."
                                .formatted(migration.version(), String.join(", ", old), least),
                        "Deploy release %s everywhere first.".formatted(least)));
    }

    private List<String> old(String least, JdbcClient jdbc) {
        return Nodes.seenFromOutside(jdbc, site.clock()).alive().stream()
                .map(Node::version)
                .distinct()
                .filter(version -> Versions.compare(least, version) == Versions.OLDER)
                .toList();
    }
}
