package io.nuzantara.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A session for work that takes long and reads or writes whole tables as text: no limit of time except on locks, and one way to
 * write every value whatever the server's settings are.
 */
public final class LongSession implements AutoCloseable {

    private static final String SETTINGS = """
            SET TimeZone TO 'UTC';
            SET DateStyle TO 'ISO, YMD';
            SET IntervalStyle TO 'postgres';
            SET bytea_output TO 'hex';
            SET extra_float_digits TO 1;
            SET client_encoding TO 'UTF8';
            SET statement_timeout TO 0;
            SET idle_in_transaction_session_timeout TO 0;
            SET lock_timeout TO '5s';
            SET max_parallel_workers_per_gather TO 0
            """;

    private final Connection connection;
    private final JdbcClient jdbc;

    private LongSession(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Opens a session.
     *
     * @param application the name by which the server shows it
     * @param searchPath schemas in which names are looked up, the first one first
     * @throws StartRefused when the database does not answer
     */
    public static LongSession open(DatabaseUrl url, String application, String searchPath) {
        var address = url.forLongWork(application);
        try {
            var session = new LongSession(DriverManager.getConnection(address.jdbcUrl(), address.credentials()));
            session.execute(SETTINGS);
            session.jdbc
                    .sql("SELECT set_config('search_path', :path, false)")
                    .param("path", searchPath)
                    .query(String.class)
                    .single();
            return session;
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database at %s does not answer (SQL state %s): try again when it does."
                            .formatted(url, e.getSQLState()),
                    e);
        }
    }

    public Connection connection() {
        return connection;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Executes statements that return nothing. */
    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection cannot be closed", e);
        }
    }
}
