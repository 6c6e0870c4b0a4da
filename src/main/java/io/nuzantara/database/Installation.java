package io.nuzantara.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an installation keeps its data.
 *
 * @param dataDirectory the service's private directory
 * @param databaseUrl an external PostgreSQL; null = embedded in the data directory
 * @param migrationDatabaseUrl the same database as the role that owns the schema; null = as {@code databaseUrl}
 */
public record Installation(
        Path dataDirectory,
        @Nullable String databaseUrl,
        @Nullable String migrationDatabaseUrl) {

    boolean isExternal() {
        return databaseUrl != null;
    }
}
