package io.nuzantara.database;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a module does to its own tables after a backup was restored, so that nothing is done twice in the outside world: what was
 * sent after the backup looks unsent in it.
 */
public interface AfterRestore {

    /**
     * Settles what is open, in the transaction by which the restored data appear: all of it or nothing.
     *
     * @param restored the restored database in the current version of the schema
     * @param takenAt the data are of this moment
     * @param now when it is restored
     * @return what a person should look at, one sentence each
     */
    List<String> settle(JdbcClient restored, Instant takenAt, Instant now);
}
