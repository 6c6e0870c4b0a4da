package io.nuzantara.e2e;

import io.nuzantara.LocalCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A running service in a JVM of its own. */
final class Service implements AutoCloseable {

    private static final String READY = "Ready: ";

    private final Path data;
    private final Process process;
    private final Path log;
    private String url = "";

    private Service(Path data, Process process, Path log) {
        this.data = data;
        this.process = process;
        this.log = log;
    }

    /** Starts {@code up} on a free port and waits until it is ready. */
    static Service start(Path data, Map<String, String> environment, String... options) throws IOException {
        return begin(data, environment, 0, List.of(), options).ready();
    }

    /**
     * Starts {@code up} without waiting for it.
     *
     * @param port 0 = a free one
     * @param jvm options of the JVM
     */
    static Service begin(Path data, Map<String, String> environment, int port, List<String> jvm, String... options)
            throws IOException {
        var arguments = new ArrayList<>(Program.java(jvm));
        arguments.addAll(List.of("up", "--port", Integer.toString(port), "--data", data.toString()));
        arguments.addAll(List.of(options));
        return begin(data, environment, arguments);
    }

    /** Starts {@code up} of a release on a free port and waits until it is ready. */
    static Service start(Path jar, Path data, Map<String, String> environment) throws IOException {
        var arguments = new ArrayList<>(Program.java(jar));
        arguments.addAll(List.of("up", "--port", "0", "--data", data.toString()));
        return begin(data, environment, arguments).ready();
    }

    private static Service begin(Path data, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Files.createDirectories(data);
        var log = Files.createTempFile(data, "service", ".log");
        var process = Program.process(data, new HashMap<>(environment), arguments, List.of())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Service(data, process, log);
    }

    /** Waits until it is ready. */
    Service ready() {
        var line = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> readyOrEnded(process, log), text -> !text.isEmpty());
        if (!line.startsWith(READY)) {
            throw new IllegalStateException("the service ended at its start: " + line);
        }
        url = line.substring(READY.length()).strip();
        return this;
    }

    private static String readyOrEnded(Process process, Path log) throws IOException {
        var text = Files.readString(log, StandardCharsets.UTF_8);
        var ready = text.lines().filter(line -> line.startsWith(READY)).findFirst();
        return ready.orElse(process.isAlive() ? "" : "ended: " + text);
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** A caller with the local admin's token. */
    LocalCaller admin() throws IOException {
        return new LocalCaller(
                url, Files.readString(data.resolve("admin.token")).strip());
    }

    /** Waits until an execution is final and answers it. */
    static LocalCaller.Answer ended(LocalCaller caller, String execution) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(
                        () -> caller.get("/api/autonomous-agents/executions/" + execution),
                        answer -> !answer.text("completed_at").isEmpty());
    }

    /** What it has written so far. */
    String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Waits for a process that is to die by itself, and answers its exit code. */
    int died() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it is still alive");
        }
        return process.exitValue();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, and an end in order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
