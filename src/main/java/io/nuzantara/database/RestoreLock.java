package io.nuzantara.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps restores of one database, and services that start meanwhile, out of each other's way. */
public final class RestoreLock {

    /** The schema into which a restore reads. */
    public static final String INCOMING = "nuzantara_restoring";

    /** The name of the session by which a service at work is seen, whatever its other sessions are called. */
    public static final String SERVICE = "nuzantara";

    private static final Logger log = LoggerFactory.getLogger(RestoreLock.class);
    /** Of a lock of sessions: any number that nobody else takes. */
    private static final long KEY = 0x6e757a_72657374L;

    private RestoreLock() {}

    /** Takes it until the session ends; false when another restore has it. */
    public static boolean take(JdbcClient session) {
        return session.sql("SELECT pg_try_advisory_lock(:key)")
                .param("key", KEY)
                .query(Boolean.class)
                .single();
    }

    /**
     * Lets no service start beside a restore.
     *
     * @throws StartRefused while a restore works
     */
    static void refuseWhileTaken(JdbcClient database) {
        var free = database.sql("SELECT pg_try_advisory_xact_lock_shared(:key)")
                .param("key", KEY)
                .query(Boolean.class)
                .single();
        if (!free) {
            throw new StartRefused("A backup is being restored into this database: start again when that has ended.");
        }
        warnOfUnfinished(database);
    }

    private static void warnOfUnfinished(JdbcClient database) {
        var left = database.sql("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = :schema)")
                .param("schema", INCOMING)
                .query(Boolean.class)
                .single();
        if (left) {
            log.warn(
                    "A restore died before its end and changed nothing; it left a copy of the backup in schema {}: restore again, or drop it",
                    INCOMING);
        }
    }
}
