package io.nuzantara.database.backup;

import io.nuzantara.database.AfterRestore;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.LongSession;
import io.nuzantara.database.SqlState;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Brings a backup into a database. Everything is read into a schema beside the one that the service uses, which takes its place in
 * one transaction at the end: a failure or a death before leaves the database as it was.
 */
public final class Restore {

    private static final Logger log = LoggerFactory.getLogger(Restore.class);
    private static final String APPLICATION = "nuzantara-restore";
    /** Extensions of an external database may be in the schema that is replaced. */
    private static final String OTHERS = "public, " + Backup.SCHEMA;

    private final DatabaseUrl owner;
    private final List<AfterRestore> afterwards;
    private final Clock clock;

    /**
     * Restores into one database.
     *
     * @param owner the database as the role that owns the schema
     * @param afterwards what the modules do to what is open in the restored data
     */
    public Restore(DatabaseUrl owner, List<AfterRestore> afterwards, Clock clock) {
        this.owner = owner;
        this.afterwards = List.copyOf(afterwards);
        this.clock = clock;
    }

    /**
     * What was restored.
     *
     * @param lookAt what a person should look at, one sentence each
     */
    public record Restored(Manifest manifest, List<String> lookAt) {
        public Restored {
            lookAt = List.copyOf(lookAt);
        }
    }

    /**
     * Refuses a file that is damaged, or of a version of the schema that this program does not know.
     *
     * @throws BackupRefused with one sentence
     */
    public static void check(BackupFile file) {
        var known = Migration.known();
        var version = file.manifest().version();
        if (version.compareTo(known.getLast()) > 0) {
            throw new BackupRefused(
                    "The backup is of schema version %s, which is newer than this program (%s): restore it with Nuzantara %s or newer."
                            .formatted(version, known.getLast(), file.manifest().productVersion()));
        }
        if (!known.contains(version)) {
            throw new BackupRefused(
                    "The backup is of schema version %s, which this program does not know: restore it with Nuzantara %s."
                            .formatted(version, file.manifest().productVersion()));
        }
        file.verify();
    }

    /**
     * Restores a file.
     *
     * @param file one that {@link #check} let pass
     * @param replace whether data that are there may be replaced
     * @throws BackupRefused with one sentence; the database is as it was
     */
    public Restored restore(BackupFile file, boolean replace) {
        try (var session = LongSession.open(owner, APPLICATION, Incoming.SCHEMA + ", " + OTHERS)) {
            var target = new Target(session);
            target.claim();
            target.refuseUnlessFree(replace);
            return restore(session, target, file, replace);
        } catch (SQLException | IOException | DataAccessException | FlywayException e) {
            throw new BackupRefused(
                    "The restore failed (%s): the database is as it was before.".formatted(reason(e)), e);
        }
    }

    private Restored restore(LongSession session, Target target, BackupFile file, boolean replace)
            throws SQLException, IOException {
        var incoming = new Incoming(session);
        incoming.create();
        try {
            migrate(file.manifest().version());
            var lookAt = new ArrayList<>(incoming.load(file).stream()
                    .map("The table %s is none of Nuzantara's and was left out: bring it in by hand."::formatted)
                    .toList());
            migrate(MigrationVersion.LATEST);
            incoming.analyze();
            Transaction.of(session, () -> {
                lookAt.addAll(settle(session, file.manifest()));
                target.refuseUnlessFree(replace);
                target.replace();
            });
            return new Restored(file.manifest(), lookAt);
        } catch (SQLException | IOException | RuntimeException e) {
            dropAfter(e, incoming);
            throw e;
        }
    }

    private void migrate(MigrationVersion version) {
        Migration.migrate(owner.forLongWork(APPLICATION), Incoming.SCHEMA, OTHERS, version);
    }

    private List<String> settle(LongSession session, Manifest manifest) {
        return afterwards.stream()
                .flatMap(each -> each.settle(session.jdbc(), manifest.takenAt(), clock.instant()).stream())
                .toList();
    }

    private static void dropAfter(Exception failure, Incoming incoming) {
        try {
            incoming.drop();
        } catch (SQLException e) {
            failure.addSuppressed(e);
            log.warn("The unfinished schema {} could not be dropped; the next restore does it", Incoming.SCHEMA);
        }
    }

    private static String reason(Exception failure) {
        return SqlState.of(failure)
                .map(Restore::sentence)
                .orElseGet(() -> failure instanceof IOException read
                        ? BackupRefused.reason(read)
                        : failure.getClass().getSimpleName());
    }

    /** PostgreSQL manual, appendix A. */
    private static String sentence(String state) {
        return switch (state) {
            case "42501" -> "the role lacks a right: it must own the schema and have CREATE on the database";
            case "53100" -> "the server's disk is full";
            case "55P03" -> "somebody holds a lock on a table";
            default -> "SQL state " + state;
        };
    }
}
