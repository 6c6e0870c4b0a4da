package io.nuzantara.database;

import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies migrations beside a service that works. Behind a migration that waits for a lock everybody else would queue, so it gives
 * up soon ({@code lock_timeout}), lets the others pass and tries again; each migration is a transaction of its own.
 */
final class PatientMigrations implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(PatientMigrations.class);
    private static final int TRIES = 12;
    /** lock_not_available, deadlock_detected (PostgreSQL manual, appendix A): one that locks several tables may meet both. */
    private static final Set<String> LOCKED = Set.of("55P03", "40P01");

    private final Rest rest;

    PatientMigrations(Rest rest) {
        this.rest = rest;
    }

    /** What is done between two tries. */
    interface Rest {
        void rest() throws InterruptedException;
    }

    @Override
    public void migrate(Flyway flyway) {
        RestoreLock.refuseWhileTaken(JdbcClient.create(flyway.getConfiguration().getDataSource()));
        for (var tried = 1; !isApplied(flyway, tried); tried++) {
            log.warn("A migration waits for a lock that somebody holds, trying again tries={}", tried);
            pause();
        }
    }

    private static boolean isApplied(Flyway flyway, int tried) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            if (tried < TRIES && isLocked(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isLocked(Throwable failure) {
        return SqlState.of(failure).filter(LOCKED::contains).isPresent();
    }

    private void pause() {
        try {
            rest.rest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted while a migration waited for a lock.", e);
        }
    }
}
