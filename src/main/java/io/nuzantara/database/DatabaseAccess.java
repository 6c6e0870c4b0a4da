package io.nuzantara.database;

import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database of an installation in the hands of a command, as the owner of its schema. A server that runs is used as it is; one
 * that had to be started is stopped at the end.
 */
public final class DatabaseAccess implements AutoCloseable {

    /** A name that is not {@link RestoreLock#SERVICE}: a command is no service at work. */
    private static final String COMMAND = "nuzantara-command";

    private final DatabaseUrl owner;
    private final boolean embedded;
    private final Optional<SetAside> earlier;
    private final Deque<AutoCloseable> opened;

    private DatabaseAccess(
            DatabaseUrl owner, boolean embedded, Optional<SetAside> earlier, Deque<AutoCloseable> opened) {
        this.owner = owner;
        this.embedded = embedded;
        this.earlier = earlier;
        this.opened = opened;
    }

    private static DatabaseAccess found(DatabaseUrl owner, boolean embedded) {
        return new DatabaseAccess(owner, embedded, Optional.empty(), new ArrayDeque<>());
    }

    /**
     * The database whether the service runs or not.
     *
     * @throws StartRefused when there is none, or it does not answer
     */
    public static DatabaseAccess besideService(Installation installation) {
        if (installation.isExternal()) {
            return external(installation);
        }
        var data = new DataDirectory(installation.dataDirectory());
        refuseWithoutData(data);
        return EmbeddedServer.running(data).map(owner -> found(owner, true)).orElseGet(() -> started(data, false));
    }

    /**
     * The database for this process alone: nobody else works in its data directory. Whether a service works on an external database is
     * for the caller to find out.
     *
     * @param replaced whether everything in it will be replaced: then files of another major version of PostgreSQL are moved aside,
     *     and come back at the end unless {@link #replaced} was told
     * @throws StartRefused when a service runs in the data directory, or the database does not answer
     */
    public static DatabaseAccess alone(Installation installation, boolean replaced) {
        return installation.isExternal()
                ? external(installation)
                : started(new DataDirectory(installation.dataDirectory()), replaced);
    }

    private static DatabaseAccess external(Installation installation) {
        var migrationUrl = installation.migrationDatabaseUrl();
        var owner = migrationUrl == null
                ? ExternalServer.reachable("DATABASE_URL", installation.databaseUrl())
                : ExternalServer.reachable("MIGRATION_DATABASE_URL", migrationUrl);
        return found(owner, false);
    }

    private static void refuseWithoutData(DataDirectory data) {
        if (!Files.exists(data.resolve("postgres"))) {
            throw new StartRefused(
                    "There is no database in %s: name the data directory of the service with --data, or set DATABASE_URL."
                            .formatted(data.root()));
        }
    }

    private static DatabaseAccess started(DataDirectory data, boolean replaced) {
        var opened = new ArrayDeque<AutoCloseable>();
        opened.push(data.locked());
        try {
            var earlier = replaced ? EmbeddedServer.setAsideOtherMajor(data) : Optional.<SetAside>empty();
            earlier.ifPresent(opened::push);
            var server = EmbeddedServer.start(data);
            opened.push(server);
            return new DatabaseAccess(server.owner(), true, earlier, opened);
        } catch (RuntimeException e) {
            close(opened);
            throw e;
        }
    }

    /** Everything in it was replaced: what had to make room does not come back. */
    public void replaced() {
        earlier.ifPresent(SetAside::letGo);
    }

    /** Its address as the owner of the schema. */
    public DatabaseUrl owner() {
        return owner;
    }

    /** For questions and small changes: each has a connection of its own, which finds the tables of the service by their names. */
    public JdbcClient jdbc() {
        return JdbcClient.create(new PlainConnections(owner.named(COMMAND)));
    }

    /** Whether it is the one in the data directory. */
    public boolean isEmbedded() {
        return embedded;
    }

    @Override
    public void close() {
        close(opened);
    }

    private static void close(Deque<AutoCloseable> opened) {
        try {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
        } catch (StartRefused e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the embedded database cannot be stopped", e);
        }
    }
}
