package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAccessTests {

    @TempDir
    private Path data;

    @BeforeEach
    void filesOfAnotherMajorVersion() throws IOException {
        Files.createDirectories(data.resolve("postgres/base"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");
        Files.writeString(data.resolve("postgres/base/1"), "rows");
    }

    private DatabaseAccess access() {
        return DatabaseAccess.alone(new Installation(data, null, null), true);
    }

    @Test
    void whatMadeRoomForARestoreThatFailedIsBackInItsPlace() throws SQLException {
        try (var database = access();
                var session = LongSession.open(database.owner(), "test", "public")) {
            session.execute("CREATE TABLE half (id int)");
        }

        assertThat(data.resolve("postgres/PG_VERSION")).hasContent("17");
        assertThat(data.resolve("postgres/base/1")).hasContent("rows");
        assertThat(data).isDirectoryNotContaining("glob:**/postgres-{17,unfinished}");
    }

    @Test
    void whatMadeRoomForARestoreThatSucceededIsKeptBesideIt() {
        try (var database = access()) {
            database.replaced();
        }

        assertThat(data.resolve("postgres/PG_VERSION")).hasContent(EmbeddedServer.MAJOR);
        assertThat(data.resolve("postgres-17/base/1")).hasContent("rows");
    }
}
