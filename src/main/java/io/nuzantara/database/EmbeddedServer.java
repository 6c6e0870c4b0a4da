package io.nuzantara.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL server in the data directory: durable, reachable on loopback with a password only, and taken
 * over when a killed process left it running.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(45);
    private static final String DATABASE = "nuzantara";
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "nuzantara_owner";
    private static final String APP = "nuzantara_app";
    private static final String HBA_MARK = "# written by nuzantara";
    private static final String BINARIES = "postgres-binaries";
    private static final String PASSWORDS = "postgres-password";
    /** Of the binaries: the files of another major version cannot be read (PostgreSQL manual, upgrading). */
    static final String MAJOR = "18";

    static final String CHANGE_OF_MAJOR =
            "Type with the program that wrote it: ./nuzantara backup --to FILE, then with this one: ./nuzantara restore FILE --replace";

    private final EmbeddedPostgres server;
    private final Properties passwords;

    private EmbeddedServer(EmbeddedPostgres server, Properties passwords) {
        this.server = server;
        this.passwords = passwords;
    }

    /**
     * Starts the server of this data directory, or adopts the one that a killed process left running there.
     *
     * @throws StartRefused when it does not start within 45 seconds
     */
    public static EmbeddedServer start(DataDirectory data) {
        return start(data, OptionalInt.empty());
    }

    /** As {@link #start(DataDirectory)}, on this port where one is given and no server is left running on another. */
    static EmbeddedServer start(DataDirectory data, OptionalInt port) {
        var passwords = passwords(data);
        var server = startWithin(data, passwords.getProperty(SUPERUSER), port);
        var embedded = new EmbeddedServer(server, passwords);
        try (var connection = server.getPostgresDatabase().getConnection()) {
            embedded.secure(connection, data.resolve("postgres"));
            embedded.refuseUnlessDurable(connection);
            return embedded;
        } catch (SQLException | IOException e) {
            embedded.close();
            throw new StartRefused(
                    "The embedded PostgreSQL in %s could not be set up; see postgres.log there.".formatted(data.root()),
                    e);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /**
     * The address of the server that runs in this data directory, as the owner of the schema: of the service at work there, or left
     * behind by one that was killed.
     */
    public static Optional<DatabaseUrl> running(DataDirectory data) {
        return running(data, OWNER);
    }

    /** The same as the application sees it; nothing is started. */
    static Optional<DatabaseUrl> appRunning(DataDirectory data) {
        return running(data, APP);
    }

    private static Optional<DatabaseUrl> running(DataDirectory data, String role) {
        var port = new LeftRunning(data.resolve("postgres")).port();
        var passwords = read(data);
        return port.isEmpty() || passwords.getProperty(role) == null
                ? Optional.empty()
                : Optional.of(address(port.getAsInt(), role, DATABASE, passwords));
    }

    /** Tried once: after a failure the library keeps its lock on the directory, so a second attempt could never succeed. */
    private static EmbeddedPostgres startWithin(DataDirectory data, String password, OptionalInt port) {
        refuseOtherMajor(data);
        var left = new LeftRunning(data.resolve("postgres"));
        left.awaitOrphans(START_LIMIT);
        var builder = builder(data, password);
        port.ifPresent(builder::setPort);
        left.port().ifPresent(builder::setPort);
        try {
            return builder.start();
        } catch (IOException | IllegalStateException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL in %s does not start (see postgres.log there): start as a normal user, or set DATABASE_URL."
                            .formatted(data.root()),
                    e);
        }
    }

    private static void refuseOtherMajor(DataDirectory data) {
        otherMajor(data).ifPresent(major -> {
            throw new StartRefused(holds(data, major) + " " + CHANGE_OF_MAJOR);
        });
    }

    /** What is wrong with the files of another major version; {@link #CHANGE_OF_MAJOR} mends it. */
    static String holds(DataDirectory data, String major) {
        return "The data directory %s holds PostgreSQL %s, and this program brings %s."
                .formatted(data.root(), major, MAJOR);
    }

    /** The major version of the files, where it is not ours. */
    static Optional<String> otherMajor(DataDirectory data) {
        return data.read("postgres/PG_VERSION").filter(major -> !major.equals(MAJOR));
    }

    /**
     * Moves the files of another major version aside, so that {@link #start} begins with empty ones.
     *
     * @param data locked by this process
     */
    static Optional<SetAside> setAsideOtherMajor(DataDirectory data) {
        return otherMajor(data)
                .map(major -> SetAside.move(
                        "The files of PostgreSQL " + major,
                        data.resolve("postgres"),
                        data.resolve("postgres-" + major)));
    }

    private static EmbeddedPostgres.Builder builder(DataDirectory data, String password) {
        var directory = data.resolve("postgres");
        if (data.read("postgres.log").isEmpty()) {
            data.writePrivate("postgres.log", "");
        }
        var output = Redirect.appendTo(data.resolve("postgres.log").toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPGStartupWait(START_LIMIT)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(data.directory(BINARIES).toFile())
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .setConnectConfig("password", password)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("max_connections", "40")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("pg_stat_statements.track", "all");
    }

    private static Properties read(DataDirectory data) {
        var passwords = new Properties();
        try {
            passwords.load(new StringReader(data.read(PASSWORDS).orElse("")));
            return passwords;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties passwords(DataDirectory data) {
        var passwords = read(data);
        try {
            if (passwords.isEmpty()) {
                List.of(SUPERUSER, OWNER, APP).forEach(role -> passwords.setProperty(role, randomPassword()));
                var text = new StringWriter();
                passwords.store(text, null);
                data.writePrivate(PASSWORDS, text.toString());
            }
            return passwords;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Passwords, roles, database and host rules; every step may be repeated, so a kill in the middle leaves nothing half done. */
    private void secure(Connection connection, Path directory) throws SQLException, IOException {
        var rules = directory.resolve("pg_hba.conf");
        if (Files.readString(rules).startsWith(HBA_MARK)) {
            return;
        }
        role(connection, OWNER, "NOSUPERUSER CREATEDB");
        role(connection, APP, "NOSUPERUSER");
        execute(connection, "GRANT pg_read_all_stats TO " + APP);
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            execute(connection, "CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
        try (var database = server.getDatabase(SUPERUSER, DATABASE).getConnection()) {
            execute(database, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            execute(database, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
        }
        execute(connection, "ALTER ROLE " + SUPERUSER + " PASSWORD '" + passwords.getProperty(SUPERUSER) + "'");
        Files.writeString(rules, HBA_MARK + "\nhost all all 127.0.0.1/32 scram-sha-256\n");
        execute(connection, "SELECT pg_reload_conf()");
        log.info("Embedded PostgreSQL set up in {}", directory);
    }

    private void role(Connection connection, String role, String attributes) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            execute(connection, "CREATE ROLE " + role + " LOGIN");
        }
        execute(
                connection,
                "ALTER ROLE " + role + " " + attributes + " PASSWORD '" + passwords.getProperty(role) + "'");
    }

    /** The library's own defaults are made for tests and would lose data: the server must run with ours. */
    private void refuseUnlessDurable(Connection connection) throws SQLException {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!exists(connection, "SELECT 1 WHERE current_setting('" + setting + "') = 'on'")) {
                throw new StartRefused("The embedded PostgreSQL runs with " + setting
                        + " off and could lose data: remove that setting from postgresql.auto.conf.");
            }
        }
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Connections of the application: reads and writes rows, changes no schema. */
    public DatabaseUrl app() {
        return as(APP, DATABASE);
    }

    /** Connections of the migrations. */
    public DatabaseUrl owner() {
        return as(OWNER, DATABASE);
    }

    DatabaseUrl as(String role, String database) {
        return address(server.getPort(), role, database, passwords);
    }

    private static DatabaseUrl address(int port, String role, String database, Properties passwords) {
        var address = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return DatabaseUrl.parse(address + "?user=" + role + "&password=" + passwords.getProperty(role));
    }

    /** Stops the server. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
