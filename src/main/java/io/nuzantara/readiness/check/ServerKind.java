package io.nuzantara.readiness.check;

import io.nuzantara.database.DatabaseUrl;

/** Who runs the database server, and so where its settings are changed. */
enum ServerKind {
    /** Somebody with access to {@code postgresql.conf}. */
    OWN(
            "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'; then restart the server, and in this database: CREATE EXTENSION IF NOT EXISTS pg_stat_statements;",
            "ALTER SYSTEM SET pg_stat_statements.track = 'all'; SELECT pg_reload_conf();"),
    /** A provider, whose console has the parameters (Amazon RDS and Aurora, Google Cloud SQL, Azure). */
    MANAGED(
            "In the provider's parameter group or database flags: shared_preload_libraries = pg_stat_statements, then restart, and in this database: CREATE EXTENSION IF NOT EXISTS pg_stat_statements;",
            "In the provider's parameter group or database flags: pg_stat_statements.track = all");

    private static final String PROVIDERS =
            "(?i).*\\.(rds\\.amazonaws\\.com|postgres\\.database\\.azure\\.com|supabase\\.(co|com)|neon\\.tech|aivencloud\\.com|ondigitalocean\\.com|render\\.com|flycast)\\b.*";

    private final String preload;
    private final String nested;

    ServerKind(String preload, String nested) {
        this.preload = preload;
        this.nested = nested;
    }

    /** @param providersRole whether the server has a role that only providers make */
    static ServerKind of(DatabaseUrl address, boolean providersRole) {
        return providersRole || address.jdbcUrl().matches(PROVIDERS) ? MANAGED : OWN;
    }

    /** How to load the statement statistics. */
    String preload() {
        return preload;
    }

    /** How to see statements inside functions. */
    String nested() {
        return nested;
    }
}
