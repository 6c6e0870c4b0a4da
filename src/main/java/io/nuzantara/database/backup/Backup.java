package io.nuzantara.database.backup;

import io.nuzantara.database.Backups;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.LongSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Takes backups of one database while others work on it. */
public final class Backup {

    /** From here on a copy of the server's own files is the better way: this one reads every row. */
    public static final long LARGE = 5L << 30;

    static final String SCHEMA = "nuzantara";
    private static final Logger log = LoggerFactory.getLogger(Backup.class);

    private final DatabaseUrl owner;
    private final Clock clock;

    /** @param owner the database as the role that owns the schema */
    public Backup(DatabaseUrl owner, Clock clock) {
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * A backup that was taken.
     *
     * @param bytes length of the file
     * @param databaseBytes room that the tables take in the database, with their indexes
     */
    public record Taken(Manifest manifest, long bytes, long databaseBytes) {}

    /**
     * Takes one and remembers it in the database, also when it fails.
     *
     * @throws BackupRefused with one sentence
     */
    public Taken take(Destination destination) {
        var begun = clock.instant();
        try (var session = LongSession.open(owner, "nuzantara-backup", SCHEMA + ", public")) {
            refuseWithoutTables(session);
            var backups = new Backups(session.jdbc(), clock);
            try {
                var taken = taken(session, destination);
                remember(backups, destination, taken);
                return taken;
            } catch (SQLException | IOException | DataAccessException e) {
                remember(backups, destination, begun, e);
                throw new BackupRefused(
                        "The backup %s was not taken (%s): nothing is left of it; try again."
                                .formatted(destination.name(), reason(e)),
                        e);
            }
        }
    }

    private static void refuseWithoutTables(LongSession session) {
        if (!new Tables(session, SCHEMA).areThere()) {
            throw new BackupRefused("There is nothing to back up: the database has no tables of Nuzantara yet.");
        }
    }

    private static Taken taken(LongSession session, Destination destination) throws SQLException, IOException {
        var written = destination.write(out -> new Snapshot(session, SCHEMA).write(out));
        return new Taken(written.manifest(), written.bytes(), size(session));
    }

    private static long size(LongSession session) {
        return session.jdbc().sql("""
                        SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
                          FROM pg_class c
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = :schema AND c.relkind = 'r'
                        """).param("schema", SCHEMA).query(Long.class).single();
    }

    /** The file is whole whether or not it can be remembered. */
    private static void remember(Backups backups, Destination destination, Taken taken) {
        try {
            backups.completed(new Backups.Completed(
                    taken.manifest().takenAt(),
                    destination.name(),
                    taken.bytes(),
                    taken.manifest().rows(),
                    taken.manifest().schemaVersion()));
        } catch (DataAccessException e) {
            log.warn("The backup was taken but could not be noted in the database file={}", destination.name(), e);
        }
    }

    private static void remember(Backups backups, Destination destination, Instant begun, Exception failure) {
        try {
            backups.failed(begun, destination.name(), reason(failure));
        } catch (DataAccessException e) {
            failure.addSuppressed(e);
        }
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case SQLException sql -> "SQL state " + sql.getSQLState();
            case IOException written -> BackupRefused.reason(written);
            default -> failure.getClass().getSimpleName();
        };
    }
}
