package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.backup.Backup;
import io.nuzantara.database.backup.BackupFile;
import io.nuzantara.database.backup.Destination;
import io.nuzantara.database.backup.Restore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTests {

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.create();

    @Test
    void aServiceIsSeenAtWorkByARestoreWhateverItsSessionsAreCalled() {
        var file = directory.resolve("backup.zip");
        new Backup(database.owner(), Clock.systemUTC()).take(new Destination.ToFile(file));
        try (var _ = startedProbe(database.app().named("x"));
                var backup = BackupFile.open(file)) {
            Awaitility.await().until(() -> sessions(RestoreLock.SERVICE) > 0);

            assertThatThrownBy(() -> new Restore(database.owner(), List.of(), Clock.systemUTC()).restore(backup, true))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("A service works on this database");
        }
    }

    /** As when the process may start no more threads for a while. */
    @Test
    void anErrorIsSilenceAndNotTheEndOfTheProbe() throws SQLException {
        var app = database.app();
        var exhausted = new Exhausted();
        DriverManager.registerDriver(exhausted);
        var availability = new Availability();
        var url = new DatabaseUrl(Exhausted.PREFIX + app.jdbcUrl(), app.user(), app.password());
        try (var probe = new Probe(url, availability)) {
            probe.start();
            Awaitility.await().until(() -> !availability.isUp());

            exhausted.recovered = true;

            Awaitility.await().until(availability::isUp);
        } finally {
            DriverManager.deregisterDriver(exhausted);
        }
    }

    /** The driver of PostgreSQL in a process that has no more threads until it is recovered. */
    private static final class Exhausted extends org.postgresql.Driver {
        private static final String PREFIX = "jdbc:exhausted:";
        private volatile boolean recovered;

        @Override
        public @Nullable Connection connect(String url, @Nullable Properties properties) throws SQLException {
            if (!url.startsWith(PREFIX)) {
                return null;
            }
            if (!recovered) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return super.connect(url.substring(PREFIX.length()), properties);
        }
    }

    private static Probe startedProbe(DatabaseUrl url) {
        var probe = new Probe(url, new Availability());
        probe.start();
        return probe;
    }

    private long sessions(String name) {
        try (var session = LongSession.open(database.owner(), "test", "public")) {
            return session.jdbc()
                    .sql(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = :name")
                    .param("name", name)
                    .query(Long.class)
                    .single();
        }
    }
}
