package io.nuzantara.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database on a connection of its own whether it is there. It asks every half second and waits a second: a call that
 * was caught in the middle can so be answered within two. Its connection is there as long as the service is, so a restore knows
 * the service by it.
 */
final class Probe implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Probe.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DatabaseUrl url;
    private final Availability availability;
    private final SchemaProbe schema = SchemaProbe.ofThisProgram();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Connection connection;

    Probe(DatabaseUrl url, Availability availability) {
        this.url = url.within(PATIENCE).named(RestoreLock.SERVICE);
        this.availability = availability;
        // A thread of the operating system: agents that compute must not keep the probe from noticing.
        this.thread = Thread.ofPlatform().name("database-probe").daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void look() {
        try {
            ask();
            if (!availability.isUp()) {
                log.warn("The database answers again.");
            }
            availability.answered();
        } catch (SQLException e) {
            if (isNews()) {
                log.warn(
                        "The database does not answer: requests are refused until it does sql_state={}",
                        e.getSQLState());
            }
            silent();
        } catch (RuntimeException | Error e) {
            // Such as a process that may start no more threads: who ends here leaves the node refusing requests for
            // ever.
            if (isNews()) {
                log.error("The database cannot be asked: requests are refused until it can", e);
            }
            silent();
        }
    }

    private boolean isNews() {
        return availability.isUp() && stop.getCount() > 0;
    }

    private void silent() {
        availability.silent();
        disconnect();
    }

    private void ask() throws SQLException {
        var asked = connected();
        try (var statement = asked.createStatement()) {
            statement.execute("SELECT 1");
            availability.seen(schema.isCurrent(asked));
        }
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(url.jdbcUrl(), url.credentials());
        }
        return connection;
    }

    /** By force: an orderly end would wait for the server. */
    private void disconnect() {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException | Error e) {
            log.debug("The connection of the probe was gone already", e);
        } finally {
            connection = null;
        }
    }

    /** Asks no more; returns when the connection is closed. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PATIENCE.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
