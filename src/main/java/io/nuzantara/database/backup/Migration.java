package io.nuzantara.database.backup;

import io.nuzantara.database.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The migrations of this program, applied to a schema of any name. */
final class Migration {

    private static final String PLACE = "db/migration";

    private Migration() {}

    /** The versions of the schema that this program knows, the oldest first. */
    static List<MigrationVersion> known() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:" + PLACE + "/V*__*.sql");
            return Arrays.stream(files)
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Brings an existing schema to a version.
     *
     * @param searchPath schemas in which extensions may be found, beside it
     */
    static void migrate(DatabaseUrl owner, String schema, String searchPath, MigrationVersion version) {
        var flyway = Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .locations("classpath:" + PLACE)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(false)
                .initSql("SET search_path TO %s; SET lock_timeout TO '5s'".formatted(searchPath))
                .target(version);
        flyway.getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        flyway.load().migrate();
    }
}
