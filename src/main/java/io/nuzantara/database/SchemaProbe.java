package io.nuzantara.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Asks with one small query whether the schema has every migration of this program; a schema with more is one that a newer
 * program has made, and fits as well.
 *
 * @param newest version of the last migration of this program
 */
record SchemaProbe(int newest) {

    /** PostgreSQL manual, appendix A. */
    private static final String NO_RIGHT = "42501";

    private static final String MIGRATIONS = "classpath*:db/migration/V*.sql";
    private static final Pattern VERSION = Pattern.compile("V0*(\\d+)__.*");

    static SchemaProbe ofThisProgram() {
        try {
            var newest = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS))
                    .map(Resource::getFilename)
                    .filter(Objects::nonNull)
                    .map(VERSION::matcher)
                    .filter(name -> name.matches())
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElse(0);
            return new SchemaProbe(newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * False also while there is no history at all. A role that may not read the history knows no better than that the service
     * migrated when it started.
     */
    boolean isCurrent(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT count(*) FILTER (WHERE NOT success) = 0 AND count(*) FILTER (WHERE version ~ '^[0-9]+$' AND version::int >= ?) > 0
                  FROM nuzantara.flyway_schema_history
                """)) {
            statement.setInt(1, newest);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException e) {
            if (Outages.isOutage(e)) {
                throw e;
            }
            return NO_RIGHT.equals(e.getSQLState());
        }
    }
}
