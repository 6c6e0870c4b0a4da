package io.nuzantara.database.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** Where a backup goes. */
public sealed interface Destination {

    /** What writes a backup into a stream and answers what it wrote. */
    @FunctionalInterface
    interface Writing {
        Written into(OutputStream out) throws SQLException, IOException;
    }

    /**
     * What was written.
     *
     * @param bytes how many all of it takes
     */
    record Written(Manifest manifest, long bytes) {}

    /** How the backup is named among others: a file's name without folders. */
    String name();

    /** Has it written there. */
    Written write(Writing writing) throws SQLException, IOException;

    /** Into a file that only its owner can read: whole, or not at all. */
    record ToFile(Path file) implements Destination {

        @Override
        public String name() {
            return String.valueOf(file.getFileName());
        }

        @Override
        public Written write(Writing writing) throws SQLException, IOException {
            refuseUnlessNew();
            var part = file.resolveSibling(name() + ".part");
            try {
                var backup = written(part, writing);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                sync(folder());
                return backup;
            } finally {
                Files.deleteIfExists(part);
            }
        }

        private void refuseUnlessNew() {
            if (Files.exists(file)) {
                throw new BackupRefused("%s exists: name a new file.".formatted(file));
            }
            if (!Files.isDirectory(folder())) {
                throw new BackupRefused("There is no folder %s: make it first.".formatted(folder()));
            }
        }

        private Path folder() {
            return Objects.requireNonNull(file.toAbsolutePath().getParent());
        }

        private static Written written(Path part, Writing writing) throws SQLException, IOException {
            Files.deleteIfExists(part);
            try (var channel = FileChannel.open(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    var out = Channels.newOutputStream(channel)) {
                var backup = writing.into(out);
                channel.force(true);
                return backup;
            }
        }

        /** The new name survives a power cut only with its folder (fsync(2)). */
        private static void sync(Path folder) throws IOException {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Into a stream, such as the input of another program; it stays open. */
    record ToStream(OutputStream out) implements Destination {

        @Override
        public String name() {
            return "-";
        }

        @Override
        public Written write(Writing writing) throws SQLException, IOException {
            var backup = writing.into(out);
            out.flush();
            // The output of a process keeps its failures to itself.
            if (out instanceof PrintStream output && output.checkError()) {
                throw new IOException("the output was closed");
            }
            return backup;
        }
    }
}
