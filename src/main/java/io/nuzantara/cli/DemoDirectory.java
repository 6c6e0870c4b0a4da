package io.nuzantara.cli;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.EmbeddedServer;
import io.nuzantara.database.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The demo's own data directory; a mark in it tells it from every other directory. */
record DemoDirectory(Path path) {

    private static final String MARK = "demo.mark";

    /** Makes the directory the demo's where it is new. */
    void claim() {
        refuseForeign();
        var data = new DataDirectory(path);
        data.directory("");
        data.writePrivate(MARK, "Made by ./nuzantara demo; ./nuzantara demo --reset deletes this directory.\n");
    }

    /** Deletes what the demo keeps, and nothing that is not the demo's. */
    void wipe() {
        if (!Files.exists(path)) {
            return;
        }
        refuseForeign();
        try (var data = new DataDirectory(path).locked()) {
            stopOrphan(data);
            delete();
        }
    }

    /** A demo that was killed leaves its database server running: it is stopped before its files go. */
    private static void stopOrphan(DataDirectory data) {
        if (Files.exists(data.resolve("postgres").resolve("postmaster.pid"))) {
            EmbeddedServer.start(data).close();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseForeign() {
        if (!isEmpty() && !Files.exists(path.resolve(MARK))) {
            throw new StartRefused(
                    "%s is not a directory of the demo: move it away, or start the demo with --data and another directory."
                            .formatted(path));
        }
    }

    private boolean isEmpty() {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new StartRefused(
                    "%s cannot be read: start the demo with --data and another directory.".formatted(path), e);
        }
    }
}
