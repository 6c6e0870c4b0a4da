package io.nuzantara.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A connection for each question, with the search path of the service; closed after it. */
final class PlainConnections extends DriverManagerDataSource {

    PlainConnections(DatabaseUrl url) {
        super(url.jdbcUrl(), url.credentials());
    }

    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        var connection = super.getConnectionFromDriver(properties);
        try (var statement = connection.createStatement()) {
            statement.execute("SET search_path TO nuzantara, public");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
