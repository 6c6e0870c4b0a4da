package io.nuzantara.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.core.io.ClassPathResource;

/**
 * How far the schema is: what this program brings against what the database has had.
 *
 * @param applied versions that were applied, oldest first
 * @param pending what this program would still do
 * @param failed versions that failed half way
 * @param newer versions of a later program, unknown to this one
 */
public record SchemaState(List<String> applied, List<Migration> pending, List<String> failed, List<String> newer) {

    private static final String LOCATION = "db/migration/";
    private static final String SCHEMA = "nuzantara";

    public SchemaState {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        failed = List.copyOf(failed);
        newer = List.copyOf(newer);
    }

    /** Reads the history of a database; changes nothing, and fails where the history may not be read. */
    public static SchemaState of(DataSource connections) {
        var all = Flyway.configure()
                .dataSource(connections)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .load()
                .info()
                .all();
        return new SchemaState(
                versions(all, MigrationState::isApplied),
                Arrays.stream(all)
                        .filter(info -> info.getState() == MigrationState.PENDING)
                        .map(info -> new Migration(version(info), info.getScript()))
                        .toList(),
                versions(all, MigrationState::isFailed),
                versions(all, state -> state == MigrationState.FUTURE_SUCCESS));
    }

    private static List<String> versions(MigrationInfo[] all, Predicate<MigrationState> chosen) {
        return Arrays.stream(all)
                .filter(info -> chosen.test(info.getState()))
                .map(SchemaState::version)
                .toList();
    }

    private static String version(MigrationInfo info) {
        return info.isVersioned() ? info.getVersion().getVersion() : info.getDescription();
    }

    /**
     * One migration of this program.
     *
     * @param script name of its file
     */
    public record Migration(String version, String script) {

        /** Its statements. */
        public String sql() {
            try {
                return new ClassPathResource(LOCATION + script).getContentAsString(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
