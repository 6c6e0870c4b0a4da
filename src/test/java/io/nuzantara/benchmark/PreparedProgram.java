package io.nuzantara.benchmark;

import io.nuzantara.PreparedJar;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The packaged program in the directory that {@code deploy/image/prepare} makes for the image, started as the image starts it. */
final class PreparedProgram {

    /** Clock ticks a second in /proc (sysconf(3), always 100 on Linux for user space). */
    private static final double TICKS = 100;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final PreparedJar jar;

    private PreparedProgram(PreparedJar jar) {
        this.jar = jar;
    }

    /**
     * One start of the role agents.
     *
     * @param seconds from the start of the process until it said that it is ready
     * @param cpuSeconds of all its threads until then
     * @param residentMb its memory then
     */
    record Started(double seconds, double cpuSeconds, double residentMb) {}

    /** Prepared anew for this suite. */
    static PreparedProgram prepare(Suite suite) throws IOException {
        var directory =
                Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-" + suite.name() + "-");
        return new PreparedProgram(PreparedJar.in(directory.toAbsolutePath()));
    }

    long cacheSize() throws IOException {
        return Files.size(jar.directory().resolve("nuzantara.aot"));
    }

    /** Starts it on this database, measures and stops it. */
    Started start(TestDatabase database, List<String> flags) throws IOException {
        var begun = System.nanoTime();
        try (var service = serve(database, Files.createTempDirectory(jar.directory(), "data-"), flags)) {
            return measured(service.process().pid(), (System.nanoTime() - begun) / 1e9);
        }
    }

    /** The role agents on this database and data directory, ready. */
    Service serve(TestDatabase database, Path data, List<String> flags) throws IOException {
        var log = Files.createTempFile(jar.directory(), "start-", ".log");
        var process = process(database, data, flags)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var service = new Service(process, data);
        try {
            awaitReady(process, log);
        } catch (Throwable e) {
            service.close();
            throw e;
        }
        return service;
    }

    /** Answers until it is closed. */
    record Service(Process process, Path data) implements AutoCloseable {

        String url() throws IOException {
            return Files.readString(data.resolve("service.url")).strip();
        }

        /** The administrator's, made anew by every start. */
        String token() throws IOException {
            return Files.readString(data.resolve("admin.token")).strip();
        }

        @Override
        public void close() {
            process.destroy();
            await(process);
        }
    }

    private ProcessBuilder process(TestDatabase database, Path data, List<String> flags) {
        var command = new ArrayList<>(jar.command(flags));
        command.addAll(List.of("up", "--role", "agents", "--port", "0", "--data", data.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("DATABASE_URL", TestDatabase.url(database.app()));
        builder.environment().put("MIGRATION_DATABASE_URL", TestDatabase.url(database.owner()));
        builder.environment().put("NUZANTARA_SERVICE_TOKEN", "a-service-token-for-benchmarks-only-0123456789");
        return builder;
    }

    private static void awaitReady(Process process, Path log) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !process.isAlive() || Files.readString(log).contains("Ready: "));
        if (!process.isAlive()) {
            throw new IllegalStateException("the start failed: see " + log);
        }
    }

    /** Fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses; VmRSS of /proc/PID/status (proc(5)). */
    private static Started measured(long pid, double seconds) throws IOException {
        var proc = Path.of("/proc", Long.toString(pid));
        var stat = Files.readString(proc.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return new Started(seconds, ticks / TICKS, residentKb(proc) / 1024.0);
    }

    private static long residentKb(Path proc) throws IOException {
        return Files.readAllLines(proc.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
