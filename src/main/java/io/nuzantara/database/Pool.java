package io.nuzantara.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** The connections of the service; those a request borrows can be ended when the database is away. */
final class Pool extends HikariDataSource {

    private final Availability availability;

    Pool(DatabaseUrl url, Availability availability) {
        this.availability = availability;
        setJdbcUrl(url.jdbcUrl());
        setUsername(url.user());
        setPassword(url.password());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return availability.connection(super::getConnection);
    }
}
