package io.nuzantara.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A migrated database of its own for each test class, on the one embedded server of this test JVM. Databases are copies
 * of a template, so one takes some tens of milliseconds.
 *
 * @param app connections as the application role
 * @param owner connections as the owner of the schema
 */
public record TestDatabase(DatabaseUrl app, DatabaseUrl owner, HikariDataSource pool) {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Queue<HikariDataSource> EARLIER = new ConcurrentLinkedQueue<>();

    /** A fresh, migrated, empty database. */
    public static TestDatabase create() {
        EARLIER.forEach(TestDatabase::giveBackIdleConnections);
        var name = "test_" + NUMBER.incrementAndGet();
        Server.execute("CREATE DATABASE " + name + " TEMPLATE nuzantara OWNER nuzantara_owner");
        return connected(Server.INSTANCE.as("nuzantara_app", name), Server.INSTANCE.as("nuzantara_owner", name));
    }

    /** A database as a provider hands it out: nothing in it, the role of migrations owns it. */
    public static TestDatabase empty() {
        var name = "empty_" + NUMBER.incrementAndGet();
        Server.execute("CREATE DATABASE " + name + " TEMPLATE template0 OWNER nuzantara_owner");
        return connected(Server.INSTANCE.as("nuzantara_app", name), Server.INSTANCE.as("nuzantara_owner", name));
    }

    /** The server has 40 connections for all tests: those of classes that are done must not keep theirs. */
    private static void giveBackIdleConnections(HikariDataSource pool) {
        var started = pool.getHikariPoolMXBean();
        if (started != null) {
            started.softEvictConnections();
        }
    }

    static TestDatabase connected(DatabaseUrl app, DatabaseUrl owner) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(app.jdbcUrl());
        pool.setUsername(app.user());
        pool.setPassword(app.password());
        pool.setMaximumPoolSize(6);
        pool.setMinimumIdle(0);
        pool.setConnectionInitSql("SET search_path TO nuzantara, public");
        EARLIER.add(pool);
        return new TestDatabase(app, owner, pool);
    }

    /** The same database as the superuser of its server. */
    public DatabaseUrl superuser() {
        var name = app.jdbcUrl().replaceAll("\\?.*", "").replaceAll(".*/", "");
        return Server.INSTANCE.as("postgres", name);
    }

    /** A pool of connections as the application role. */
    public DataSource dataSource() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    /** Brings a database to the current version of the schema. */
    public static void migrate(DatabaseUrl owner) {
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .schemas("nuzantara")
                .defaultSchema("nuzantara")
                .load()
                .migrate();
    }

    /** The address with user and password, as {@code DATABASE_URL} takes it. */
    public static String url(DatabaseUrl url) {
        return url.jdbcUrl() + "&user=" + url.user() + "&password=" + url.password();
    }

    private static final class Server {
        private static final EmbeddedServer INSTANCE = start();

        private static EmbeddedServer start() {
            try {
                var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-postgres-");
                var server = EmbeddedServer.start(new DataDirectory(directory));
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                migrate(server.owner());
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static synchronized void execute(String sql) {
            var postgres = INSTANCE.as("nuzantara_owner", "postgres");
            try (var connection = java.sql.DriverManager.getConnection(
                            postgres.jdbcUrl(), postgres.user(), postgres.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
