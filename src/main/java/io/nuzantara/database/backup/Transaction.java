package io.nuzantara.database.backup;

import io.nuzantara.database.LongSession;
import java.io.IOException;
import java.sql.SQLException;

/** All of some work, or nothing of it. */
final class Transaction {

    private Transaction() {}

    /** Work on a session. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException, IOException;
    }

    static void of(LongSession session, Work work) throws SQLException, IOException {
        var connection = session.connection();
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
