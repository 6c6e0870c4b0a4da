package io.nuzantara.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of one test, migrated, always on the same address: it can be frozen, killed and started again without hurting the
 * server that all other tests share.
 */
public final class OwnServer implements AutoCloseable {

    private final Path directory;
    private final DataDirectory data;
    private final int port;
    private final Thread atExit = new Thread(this::stop);
    private @Nullable EmbeddedServer server;
    private long postmaster;

    private OwnServer(Path directory, int port) {
        this.directory = directory;
        this.data = new DataDirectory(directory);
        this.port = port;
    }

    /** Starts a server in a fresh directory and migrates its database; takes some seconds. */
    public static OwnServer create() {
        try {
            var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "own-postgres-");
            var own = new OwnServer(directory.toAbsolutePath(), freePort());
            Runtime.getRuntime().addShutdownHook(own.atExit);
            own.start();
            TestDatabase.migrate(own.running().owner());
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below the ports the system gives to clients: one of those could take it while the server is away. */
    private static int freePort() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .filter(OwnServer::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the server after {@link #stop} or {@link #killPostmaster}, on the same address. */
    public synchronized void start() {
        server = EmbeddedServer.start(data, OptionalInt.of(port));
        postmaster = Long.parseLong(lines("postmaster.pid").getFirst().strip());
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(directory.resolve("postgres").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the application role as {@code DATABASE_URL} takes it. */
    public String url() {
        return TestDatabase.url(running().app());
    }

    /** The address of the schema's owner as {@code MIGRATION_DATABASE_URL} takes it. */
    public String ownerUrl() {
        return TestDatabase.url(running().owner());
    }

    /** A pool of connections for the test itself. */
    public TestDatabase database() {
        return TestDatabase.connected(running().app(), running().owner());
    }

    /** Stops the server in order and starts it again. */
    public void restart() {
        stop();
        start();
    }

    /** Stops the server in order: its clients are disconnected, nothing listens. */
    public synchronized void stop() {
        if (server != null) {
            thaw();
            server.close();
            server = null;
        }
    }

    /** SIGSTOP to the server and every connection of it: whoever asks it waits. */
    public void freeze() {
        signal("STOP", List.of(postmaster));
        signal("STOP", children());
    }

    /** SIGCONT: what waited goes on. */
    public void thaw() {
        signal("CONT", children());
        signal("CONT", List.of(postmaster));
    }

    /** kill -9 of the server alone: its connections end by themselves a moment later. {@link #start} brings it back. */
    public synchronized void killPostmaster() {
        var holder = running();
        signal("KILL", List.of(postmaster));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.of(postmaster)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
        holder.close();
        server = null;
    }

    /** kill -9 of one connection's process ({@code pg_backend_pid()}): the server then ends all others too. */
    public void killBackend(long pid) {
        signal("KILL", List.of(pid));
    }

    /** SIGSTOP to one connection's process only. */
    public void freezeBackend(long pid) {
        signal("STOP", List.of(pid));
    }

    /** SIGCONT to one connection's process. */
    public void thawBackend(long pid) {
        signal("CONT", List.of(pid));
    }

    private List<Long> children() {
        return ProcessHandle.of(postmaster)
                .map(process -> process.children().map(ProcessHandle::pid).toList())
                .orElse(List.of());
    }

    /** Processes that ended meanwhile are no failure. */
    private static void signal(String name, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("/bin/kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            var kill = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("kill does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedServer running() {
        if (server == null) {
            throw new IllegalStateException("the server is stopped");
        }
        return server;
    }

    /** Stops the server and removes its directory. */
    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
        remove(directory);
    }

    private static void remove(Path directory) {
        try {
            var found = new ArrayList<Path>();
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    found.add(path);
                    return FileVisitResult.CONTINUE;
                }
            });
            Collections.reverse(found);
            for (var path : found) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
