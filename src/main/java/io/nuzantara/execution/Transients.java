package io.nuzantara.execution;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.TransientDataAccessException;

/** Which failures pass by themselves (SQL states: PostgreSQL manual, appendix A). */
final class Transients {

    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "40001", "40P01", "53300", "55P03");

    private Transients() {}

    /** Whether trying again later may help: the database was away, or two writers met. */
    static boolean isTransient(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && isTransientState(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransientState(@org.jspecify.annotations.Nullable String state) {
        return state != null && (state.startsWith("08") || STATES.contains(state));
    }
}
