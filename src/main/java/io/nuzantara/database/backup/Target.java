package io.nuzantara.database.backup;

import io.nuzantara.database.LongSession;
import io.nuzantara.database.RecordMapper;
import io.nuzantara.database.RestoreLock;
import io.nuzantara.database.StartRefused;
import java.sql.SQLException;
import java.util.List;

/** The schema that the service uses, into whose place a restored one comes. */
final class Target {

    private final LongSession session;

    Target(LongSession session) {
        this.session = session;
    }

    /** Keeps other restores, and services that start, out until the session ends. */
    void claim() {
        if (!RestoreLock.take(session.jdbc())) {
            throw new StartRefused("Another restore works on this database: wait for its end.");
        }
    }

    /** Refuses while a service works, and data that nobody wants replaced. */
    void refuseUnlessFree(boolean replace) {
        refuseWhileServed();
        if (!replace && new Tables(session, Backup.SCHEMA).areThere()) {
            throw new BackupRefused(
                    "The database holds data already: name another one, or let them be replaced with --replace.");
        }
    }

    /** One session of a service always carries its name; of other roles too it is visible to everybody. */
    private void refuseWhileServed() {
        var sessions = session.jdbc()
                .sql("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND application_name = :service
                        """)
                .param("service", RestoreLock.SERVICE)
                .query(Long.class)
                .single();
        if (sessions > 0) {
            throw new StartRefused(
                    "A service works on this database (%d connections): stop it, then restore.".formatted(sessions));
        }
    }

    /** Puts the incoming tables in the place of those that are there; within the caller's transaction. */
    void replace() throws SQLException {
        if (hasExtensions()) {
            replaceContents();
        } else {
            session.execute("DROP SCHEMA IF EXISTS " + Backup.SCHEMA + " CASCADE");
            session.execute("ALTER SCHEMA " + Incoming.SCHEMA + " RENAME TO " + Backup.SCHEMA);
        }
    }

    private boolean hasExtensions() {
        return session.jdbc()
                .sql("""
                        SELECT EXISTS (SELECT FROM pg_extension e
                                         JOIN pg_namespace n ON n.oid = e.extnamespace
                                        WHERE n.nspname = :schema)
                        """)
                .param("schema", Backup.SCHEMA)
                .query(Boolean.class)
                .single();
    }

    /** Only a superuser moves an extension into another schema: where there is one, everything else is changed around it. */
    private void replaceContents() throws SQLException {
        session.execute("SET LOCAL search_path TO pg_catalog"); // names are told with their schemas
        for (var object : objects(Backup.SCHEMA)) {
            session.execute("DROP %s IF EXISTS %s CASCADE".formatted(object.kind(), object.name()));
        }
        for (var object : objects(Incoming.SCHEMA)) {
            session.execute("ALTER %s %s SET SCHEMA %s".formatted(object.kind(), object.name(), Backup.SCHEMA));
        }
        session.execute("DROP SCHEMA " + Incoming.SCHEMA);
    }

    /** Something that stands in a schema by itself; its name as the server writes it. */
    private record Contained(String kind, String name) {}

    /** Without what belongs to an extension or to a table. */
    private List<Contained> objects(String schema) {
        return session.jdbc()
                .sql("""
                        SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                               CAST(CAST(c.oid AS regclass) AS text) AS name
                          FROM pg_class c
                         WHERE c.relnamespace = CAST(:schema AS regnamespace) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
                           AND NOT EXISTS (SELECT FROM pg_depend d
                                            WHERE d.classid = CAST('pg_class' AS regclass) AND d.objid = c.oid AND d.deptype IN ('e', 'a', 'i')
                                              AND d.refclassid IN (CAST('pg_class' AS regclass), CAST('pg_extension' AS regclass)))
                        UNION ALL
                        SELECT 'ROUTINE', CAST(CAST(p.oid AS regprocedure) AS text)
                          FROM pg_proc p
                         WHERE p.pronamespace = CAST(:schema AS regnamespace)
                           AND NOT EXISTS (SELECT FROM pg_depend d
                                            WHERE d.classid = CAST('pg_proc' AS regclass) AND d.objid = p.oid AND d.deptype = 'e')
                        """)
                .param("schema", schema)
                .query(RecordMapper.of(Contained.class))
                .list();
    }
}
