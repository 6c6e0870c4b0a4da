package io.nuzantara.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Which failures say that the database is away, as opposed to a statement that was wrong. */
public final class Outages {

    /** Shut down, crashed, starting up, no connection left (PostgreSQL manual, appendix A). */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

    private static final int DEEPEST = 50;

    private Outages() {}

    /** Whether the database could not be reached, went away or did not answer in time. */
    public static boolean isOutage(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (says(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean says(Throwable cause) {
        return switch (cause) {
            case SQLTransientConnectionException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLException sql -> isOutage(sql.getSQLState());
            case SocketTimeoutException _ -> true;
            case DataAccessResourceFailureException _ -> true;
            case CannotCreateTransactionException _ -> true;
            case TransactionSystemException end -> isConnectionLost(end);
            default -> false;
        };
    }

    /** A rollback fails only without a connection, and then hides what failed first; the pool says "closed" without a state. */
    private static boolean isConnectionLost(TransactionSystemException end) {
        return end.getApplicationException() != null
                || (end.getCause() instanceof SQLException sql && sql.getSQLState() == null);
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null && (state.startsWith("08") || STATES.contains(state));
    }
}
