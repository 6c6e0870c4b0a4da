package io.nuzantara.execution;

import io.nuzantara.database.Outages;
import io.nuzantara.database.SqlState;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;

/** Which failures pass by themselves. */
final class Transients {

    /** Serialisation failure, deadlock, lock not available, statement timeout (PostgreSQL manual, appendix A). */
    private static final Set<String> STATES = Set.of("40001", "40P01", "55P03", "57014");

    private static final int DEEPEST = 50;

    private Transients() {}

    /** Whether trying again later may help: the database was away or slow, or two writers met. */
    static boolean isTransient(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (says(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return Outages.isOutage(failure);
    }

    /** Whether the connection or the server was lost, and not only one statement. */
    static boolean isConnectionLost(Throwable failure) {
        return Outages.isOutage(failure);
    }

    /** The SQL state of a failure, or its type: what may stand in a log. */
    static String state(Throwable failure) {
        return SqlState.of(failure).orElseGet(() -> failure.getClass().getSimpleName());
    }

    private static boolean says(Throwable cause) {
        return cause instanceof TransientDataAccessException
                || cause instanceof SQLTransientException
                || (cause instanceof SQLException sql && isTransientState(sql.getSQLState()));
    }

    private static boolean isTransientState(@Nullable String state) {
        return state != null && STATES.contains(state);
    }
}
