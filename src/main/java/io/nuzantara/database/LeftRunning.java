package io.nuzantara.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What processes that were killed left running in a data directory of PostgreSQL.
 *
 * @param data the server's data directory
 */
record LeftRunning(Path data) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** The port of a server that is still alive, from the first and fourth line of its pid file. */
    OptionalInt port() {
        var lines = pidFile();
        if (lines.size() < 4) {
            return OptionalInt.empty();
        }
        try {
            return isAlive(Long.parseLong(lines.getFirst().strip()))
                    ? OptionalInt.of(Integer.parseInt(lines.get(3).strip()))
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private List<String> pidFile() {
        var pidFile = data.resolve("postmaster.pid");
        try {
            return Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /**
     * Waits for connections that outlive their killed server: until they end, their shared memory keeps a new server from
     * starting. One that works notices only after its statement, so this may take some seconds.
     *
     * @throws StartRefused when they do not end within this time
     */
    void awaitOrphans(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (port().isEmpty() && orphans()) {
            if (System.nanoTime() > deadline) {
                throw new StartRefused(
                        "Processes of an earlier PostgreSQL in %s do not end: stop those that work there."
                                .formatted(data));
            }
            pause();
        }
    }

    private boolean orphans() {
        return ProcessHandle.allProcesses().filter(LeftRunning::isPostgres).anyMatch(this::worksHere);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("postgres"))
                .isPresent();
    }

    /** Every process of a server works in its data directory (proc(5)); one that has just ended works nowhere. */
    private boolean worksHere(ProcessHandle process) {
        var directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.exists(data) && directory.toRealPath().equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start of the embedded PostgreSQL was interrupted.", e);
        }
    }
}
