package io.nuzantara.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server behind {@code DATABASE_URL} or {@code MIGRATION_DATABASE_URL}, tried once at start so that a wrong address is one sentence and not a stack. */
final class ExternalServer {

    private ExternalServer() {}

    static DatabaseUrl reachable(String variable, @Nullable String databaseUrl) {
        return reachable(variable, DatabaseUrl.parse(variable, databaseUrl == null ? "" : databaseUrl));
    }

    /** The same for somebody who waits no longer than this for each part of an answer. */
    static DatabaseUrl reachable(String variable, String databaseUrl, Duration patience) {
        return reachable(variable, DatabaseUrl.parse(variable, databaseUrl).within(patience));
    }

    private static DatabaseUrl reachable(String variable, DatabaseUrl url) {
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.credentials())) {
            if (connection.getMetaData().getDatabaseMajorVersion() < 15) {
                throw new StartRefused("The database at %s is PostgreSQL %s; version 15 or newer is needed."
                        .formatted(url, connection.getMetaData().getDatabaseProductVersion()));
            }
            return url;
        } catch (SQLException e) {
            throw new StartRefused(sentence(variable, url, e), e);
        }
    }

    /** SQL states: PostgreSQL manual, appendix A. */
    private static String sentence(String variable, DatabaseUrl url, SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var check = switch (state) {
            case "28P01", "28000" -> "the user or the password is wrong";
            case "3D000" -> "there is no such database";
            case "08001", "08004", "08006" -> "nothing answers there: check host, port and firewall";
            default -> "the server refused the connection (SQL state " + state + ")";
        };
        return "%s does not work (%s): %s.".formatted(variable, url, check);
    }
}
