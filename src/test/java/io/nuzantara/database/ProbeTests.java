package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.backup.Backup;
import io.nuzantara.database.backup.BackupFile;
import io.nuzantara.database.backup.Destination;
import io.nuzantara.database.backup.Restore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
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
