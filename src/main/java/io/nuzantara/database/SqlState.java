package io.nuzantara.database;

import java.sql.SQLException;
import java.util.Optional;

/** What PostgreSQL calls a failure: five characters of its manual's appendix A, which may stand in a log. */
public final class SqlState {

    private static final int DEEPEST = 50;

    private SqlState() {}

    /** The state of the outermost failure of a statement among the causes; empty when none of them has one. */
    public static Optional<String> of(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
