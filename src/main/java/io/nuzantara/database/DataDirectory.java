package io.nuzantara.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The service's private directory (0700): embedded database, tokens, uploads. One process at a time holds its lock. */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path root;
    private @Nullable FileLock lock;

    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Creates the directory where needed and takes its lock until {@link #close}.
     *
     * @throws StartRefused when another process holds it, naming that process
     */
    public DataDirectory locked() {
        try {
            directory("");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefused(inUse());
            }
            writePrivate("service.pid", Long.toString(ProcessHandle.current().pid()));
            return this;
        } catch (IOException e) {
            throw new StartRefused(
                    "The data directory %s cannot be written (%s): set NUZANTARA_DATA_DIR to a directory you own."
                            .formatted(root, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private String inUse() {
        var holder = read("service.pid").map(pid -> " by process " + pid).orElse("");
        return "The data directory %s is in use%s: stop that service, or start this one with --data and another directory."
                .formatted(root, holder);
    }

    public Path root() {
        return root;
    }

    /** A path below the directory. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** A directory (0700) below this one, made where it is missing. */
    public Path directory(String name) {
        var directory = root.resolve(name);
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only its owner can read (0600), replacing it at once or not at all. */
    public Path writePrivate(String name, String content) {
        var file = root.resolve(name);
        var part = root.resolve(
                name + "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
        try {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, content, StandardCharsets.UTF_8);
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a file without surrounding white space; empty when there is no such file. */
    public Optional<String> read(String name) {
        try {
            var file = root.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file if it is there. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try {
            if (lock != null) {
                delete("service.pid");
                lock.acquiredBy().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
