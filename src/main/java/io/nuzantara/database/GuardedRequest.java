package io.nuzantara.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;

/** The database calls of one request, which can be ended from outside; closed when the request is answered. */
public final class GuardedRequest implements AutoCloseable {

    private final Availability availability;
    private final Thread thread;
    private final List<Connection> borrowed = new ArrayList<>();
    private boolean waiting;
    private boolean interrupted;

    GuardedRequest(Availability availability, Thread thread) {
        this.availability = availability;
        this.thread = thread;
    }

    Connection borrow(Availability.Source pool) throws SQLException {
        waits();
        try {
            return keep(pool.connection());
        } finally {
            waitsNoMore();
        }
    }

    private synchronized void waits() throws SQLException {
        refuseWhileAway();
        waiting = true;
    }

    private void refuseWhileAway() throws SQLException {
        if (!availability.isUp()) {
            throw new SQLTransientConnectionException("the database does not answer", "08001");
        }
    }

    /** One that arrives while the database is away would not be ended before the next probe. */
    private synchronized Connection keep(Connection connection) throws SQLException {
        if (!availability.isUp()) {
            abort(connection);
        }
        refuseWhileAway();
        borrowed.removeIf(GuardedRequest::isGivenBack);
        borrowed.add(connection);
        return connection;
    }

    private static boolean isGivenBack(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** What comes after, the answer above all, must not meet the interruption. */
    private synchronized void waitsNoMore() {
        waiting = false;
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }

    /** Ends what hangs: the wait for a connection by an interruption, a statement by closing its socket. */
    synchronized void giveUp() {
        if (waiting && !interrupted) {
            interrupted = true;
            thread.interrupt();
        }
        borrowed.forEach(GuardedRequest::abort);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Thread::startVirtualThread);
        } catch (SQLException e) {
            throw new IllegalStateException("a connection cannot be closed", e);
        }
    }

    @Override
    public void close() {
        availability.end(this);
    }
}
