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
    private final String url;

    private Service(Path data, Process process, String url) {
        this.data = data;
        this.process = process;
        this.url = url;
    }

    /** Starts {@code up} on a free port and waits until it is ready. */
    static Service start(Path data, Map<String, String> environment, String... options) throws IOException {
        Files.createDirectories(data);
        var arguments = new ArrayList<>(List.of("up", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(options));
        var log = Files.createTempFile(data, "service", ".log");
        var process = Program.process(data, new HashMap<>(environment), arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var ready = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> readyOrEnded(process, log), line -> !line.isEmpty());
        if (!ready.startsWith(READY)) {
            throw new IllegalStateException("the service ended at its start: " + ready);
        }
        return new Service(data, process, ready.substring(READY.length()).strip());
    }

    private static String readyOrEnded(Process process, Path log) throws IOException {
        var text = Files.readString(log, StandardCharsets.UTF_8);
        var ready = text.lines().filter(line -> line.startsWith(READY)).findFirst();
        return ready.orElse(process.isAlive() ? "" : "ended: " + text);
    }

    String url() {
        return url;
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
