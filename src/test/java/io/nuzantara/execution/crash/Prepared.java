package io.nuzantara.execution.crash;

import io.nuzantara.database.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What all nodes of this process share: a class path, and a cache that halves the cost of a start. */
final class Prepared {

    private static final Path DIRECTORY = directory("nodes-");
    private static final String CLASS_PATH = NodeClassPath.create(DIRECTORY);

    private Prepared() {}

    static String classPath() {
        return CLASS_PATH;
    }

    static Path cache() {
        return DIRECTORY.resolve("node.aot");
    }

    /** Makes the cache, once in this process. */
    static synchronized void rehearsed(Runnable rehearsal) {
        if (!Files.exists(cache())) {
            rehearsal.run();
        }
    }

    static Path directory(String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), prefix)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void table(DatabaseUrl owner) {
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(Results.TABLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
