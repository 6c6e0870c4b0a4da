package io.nuzantara.readiness.check;

import io.nuzantara.database.DatabaseReach;
import io.nuzantara.database.RecordMapper;
import io.nuzantara.database.SchemaState;
import io.nuzantara.database.SchemaState.Migration;
import io.nuzantara.telemetry.Missing;
import io.nuzantara.telemetry.StatementLacks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database is one the service can work with: reachable, current, with the rights and extensions it needs. */
final class DatabaseCheck implements Check {

    private static final int NEWEST = 18;
    private static final double LEAST_FREE = 0.2;
    private static final String MIGRATE = "./nuzantara up --migrate-only";

    private final Site site;
    private final boolean beforeUpgrade;

    /** @param beforeUpgrade whether pending migrations are what is planned; the row {@code migrations} tells about them */
    DatabaseCheck(Site site, boolean beforeUpgrade) {
        this.site = site;
        this.beforeUpgrade = beforeUpgrade;
    }

    @Override
    public String id() {
        return "database";
    }

    @Override
    public Group group() {
        return Group.DATA;
    }

    @Override
    public Verdict run() {
        return switch (site.database().now()) {
            case DatabaseReach.Open open -> looked(open);
            case DatabaseReach.Closed(var sentence, var fix) -> new Verdict.Fail(sentence, fix);
            case DatabaseReach.Asleep(var sentence) -> new Verdict.Skip(sentence);
        };
    }

    private Verdict looked(DatabaseReach.Open open) {
        var jdbc = site.jdbc(open);
        var server = server(jdbc);
        var looks = new ArrayList<>(List.of(primary(server), encoding(server), version(server), superuser(server)));
        looks.addAll(schema(open, jdbc));
        looks.add(connections(jdbc));
        looks.addAll(extensions(jdbc, server, ServerKind.of(open.address(), server.rdsLike())));
        return Verdict.of(looks);
    }

    private static Server server(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT current_setting('server_version_num')::int / 10000 AS major,
                               split_part(current_setting('server_version'), ' ', 1) AS version,
                               pg_is_in_recovery() AS replica, current_setting('server_encoding') AS encoding,
                               current_user AS role,
                               (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
                               EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS trigrams,
                               EXISTS (SELECT FROM pg_roles WHERE rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin')) AS rds_like
                        """).query(RecordMapper.of(Server.class)).single();
    }

    private record Server(
            int major,
            String version,
            boolean replica,
            String encoding,
            String role,
            boolean superuser,
            boolean trigrams,
            boolean rdsLike) {}

    private static Verdict primary(Server server) {
        return server.replica()
                ? new Verdict.Fail(
                        "The database is a replica, which takes no changes.",
                        "DATABASE_URL of the primary; with several hosts: ?target_session_attrs=read-write")
                : new Verdict.Pass("PostgreSQL %s, primary.".formatted(server.version()));
    }

    private static Verdict encoding(Server server) {
        return server.encoding().equals("UTF8")
                ? new Verdict.Pass("UTF-8.")
                : new Verdict.Fail(
                        "The database is encoded in %s.".formatted(server.encoding()),
                        "CREATE DATABASE nuzantara ENCODING 'UTF8' TEMPLATE template0;");
    }

    private static Verdict version(Server server) {
        return server.major() > NEWEST
                ? new Verdict.Warn(
                        "PostgreSQL %d is newer than the newest we know, %d.".formatted(server.major(), NEWEST),
                        "Use a server of version 15 to %d, or a newer Nuzantara.".formatted(NEWEST))
                : new Verdict.Pass("");
    }

    private static Verdict superuser(Server server) {
        return server.superuser()
                ? new Verdict.Warn(
                        "The service is superuser of the database.",
                        "CREATE ROLE nuzantara_app LOGIN PASSWORD '...'; then DATABASE_URL with that role, and MIGRATION_DATABASE_URL with the owner of schema nuzantara")
                : new Verdict.Pass("Role %s is no superuser.".formatted(server.role()));
    }

    private List<Verdict> schema(DatabaseReach.Open open, JdbcClient jdbc) {
        try {
            return List.of(migrations(SchemaState.of(open.connections())), rights(jdbc));
        } catch (FlywayException e) {
            return List.of(
                    rights(jdbc),
                    new Verdict.Warn(
                            "Whether the schema is current cannot be seen.",
                            "As owner: GRANT SELECT ON nuzantara.flyway_schema_history TO %s;".formatted(role(jdbc))));
        }
    }

    private Verdict migrations(SchemaState schema) {
        if (!schema.failed().isEmpty()) {
            return new Verdict.Fail(
                    "A migration failed half way: %s.".formatted(String.join(", ", schema.failed())),
                    "Stop the service, then bring back the backup made before it: ./nuzantara restore FILE --replace");
        }
        if (!schema.pending().isEmpty() && !beforeUpgrade) {
            return new Verdict.Fail(
                    "%d migrations are pending, from %s on."
                            .formatted(
                                    schema.pending().size(),
                                    schema.pending().stream()
                                            .map(Migration::version)
                                            .findFirst()
                                            .orElse("")),
                    MIGRATE);
        }
        return schema.newer().isEmpty()
                ? new Verdict.Pass("The schema is current.")
                : new Verdict.Warn(
                        "The schema is of a newer version of the program (%s)."
                                .formatted(String.join(", ", schema.newer())),
                        "Deploy the newer version again, unless this is a rollback.");
    }

    /** What the role may not do with a table of ours; the history of the migrations is the migrations' own. */
    private static Verdict rights(JdbcClient jdbc) {
        var missing = jdbc.sql("""
                        SELECT c.relname
                          FROM pg_class AS c
                          JOIN pg_namespace AS n ON n.oid = c.relnamespace
                         WHERE n.nspname = 'nuzantara' AND c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history'
                           AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
                                    AND has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
                                    AND has_table_privilege(c.oid, 'DELETE'))
                         ORDER BY c.relname
                        """).query((row, _) -> row.getString(1)).list();
        return missing.isEmpty()
                ? new Verdict.Pass("The role has its rights.")
                : new Verdict.Fail(
                        "The role may not read and write %s."
                                .formatted(
                                        missing.size() > 3 ? missing.size() + " tables" : String.join(", ", missing)),
                        """
                        As owner: GRANT USAGE ON SCHEMA nuzantara TO %1$s; \
                        GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA nuzantara TO %1$s;""".formatted(role(jdbc)));
    }

    private static String role(JdbcClient jdbc) {
        return jdbc.sql("SELECT quote_ident(current_user)").query(String.class).single();
    }

    /** What kind the sessions of others are is hidden from a role without pg_read_all_stats; how many there are is not. */
    private static Verdict connections(JdbcClient jdbc) {
        var free = jdbc.sql("""
                        SELECT 1 - sum(numbackends)::float8
                               / (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int)
                          FROM pg_stat_database
                        """).query(Double.class).single();
        return free < LEAST_FREE
                ? new Verdict.Warn(
                        "Only %.0f %% of the server's connections are free.".formatted(Math.max(0, free) * 100),
                        "ALTER SYSTEM SET max_connections = 200; then restart the server; or a pooler in front of it")
                : new Verdict.Pass("%.0f %% of its connections are free.".formatted(free * 100));
    }

    private static List<Verdict> extensions(JdbcClient jdbc, Server server, ServerKind kind) {
        var trigrams = server.trigrams()
                ? new Verdict.Pass("pg_trgm is there.")
                : new Verdict.Fail(
                        "The extension pg_trgm is missing.", "As owner of the database: CREATE EXTENSION pg_trgm;");
        var looks = StatementLacks.of(jdbc).stream()
                .map(lack -> new Verdict.Warn(lack.what(), fix(lack, kind, server.role())))
                .collect(Collectors.<Verdict>toList());
        looks.add(trigrams);
        return looks;
    }

    private static String fix(Missing lack, ServerKind kind, String role) {
        return switch (lack.code()) {
            case "not_preloaded" -> kind.preload();
            case "no_privilege" -> "As superuser: GRANT pg_read_all_stats TO \"%s\";".formatted(role);
            case "top_level_only" -> kind.nested();
            default -> lack.fix();
        };
    }
}
