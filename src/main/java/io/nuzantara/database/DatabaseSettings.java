package io.nuzantara.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the data is.
 *
 * @param dataDir the service's private directory
 * @param databaseUrl an external PostgreSQL; absent = embedded in the data directory
 * @param migrationDatabaseUrl the same database as the role that owns the schema; absent = as {@code databaseUrl}
 */
@ConfigurationProperties("nuzantara")
record DatabaseSettings(
        Path dataDir,
        @Nullable String databaseUrl,
        @Nullable String migrationDatabaseUrl) {}
