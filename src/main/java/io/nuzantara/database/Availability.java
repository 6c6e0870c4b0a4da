package io.nuzantara.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers. While it does not, requests are refused at once, and those that were caught in the middle
 * are given up whatever their connections do; background work keeps its connections and waits.
 */
@Component
public class Availability {

    private static final ThreadLocal<@Nullable GuardedRequest> CURRENT = new ThreadLocal<>();

    private final Set<GuardedRequest> requests = ConcurrentHashMap.newKeySet();
    private volatile boolean up = true;
    private volatile boolean current = true;

    Availability() {}

    /** Whether the last probe was answered; true until the first one. */
    public boolean isUp() {
        return up;
    }

    /** Whether the schema is what this program was made for; true until the first look. */
    boolean isCurrent() {
        return current;
    }

    void seen(boolean schemaIsCurrent) {
        current = schemaIsCurrent;
    }

    /** From now on this thread works for a request: its calls of the database fail as soon as a probe fails. */
    public GuardedRequest guard() {
        var request = new GuardedRequest(this, Thread.currentThread());
        requests.add(request);
        CURRENT.set(request);
        return request;
    }

    void end(GuardedRequest request) {
        CURRENT.remove();
        requests.remove(request);
    }

    /** A connection of the pool for whoever asks. */
    Connection connection(Source pool) throws SQLException {
        var request = CURRENT.get();
        return request == null ? pool.connection() : request.borrow(pool);
    }

    void answered() {
        up = true;
    }

    void silent() {
        up = false;
        requests.forEach(GuardedRequest::giveUp);
    }

    /** Where connections come from. */
    interface Source {
        Connection connection() throws SQLException;
    }
}
