package io.nuzantara.execution.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running {@link NodeProgram}, seen from the test that started it. */
public final class Node implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final PrintStream input;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean ended;

    Node(String name, Process process) {
        this.name = name;
        this.process = process;
        input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.startVirtualThread(this::listen);
    }

    /** The database did not answer this node. */
    public static final class Away extends RuntimeException {
        Away(String answer) {
            super(answer);
        }
    }

    /** The node died before it answered: whether it did what it was asked is open. */
    public static final class Died extends RuntimeException {
        Died(String message) {
            super(message);
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException _) {
            // the pipe of a killed process; its end is told below
        } finally {
            var died = new Died(name + " ended");
            ended = true;
            ready.completeExceptionally(died);
            asked.values().forEach(answer -> answer.completeExceptionally(died));
        }
    }

    private void hear(String line) {
        if (line.equals("ready")) {
            ready.complete(null);
            return;
        }
        var words = line.split(" ", 2);
        var answer = asked.remove(words[0]);
        if (answer != null && words.length == 2) {
            answer.complete(words[1]);
        }
    }

    public String name() {
        return name;
    }

    /** Whether it works. */
    public boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally() && process.isAlive();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** What it ended with. */
    int exitCode() {
        return process.exitValue();
    }

    /** Waits until it works. */
    public Node awaitReady() {
        answer(ready);
        return this;
    }

    /**
     * Starts an execution.
     *
     * @param key makes the start repeatable, on any node
     * @param parameters {@code name=value}
     * @throws Died when the node died before it answered
     * @throws Away when the node could not reach the database: nothing was accepted, or the key says so
     */
    public UUID start(String agent, String key, String... parameters) {
        var answer = ask("start " + agent + " " + key + " " + String.join(" ", parameters));
        if (answer.startsWith("away ")) {
            throw new Away(answer);
        }
        if (!answer.startsWith("accepted ")) {
            throw new IllegalStateException(name + " did not accept: " + answer);
        }
        return UUID.fromString(answer.substring("accepted ".length()));
    }

    /** Says a line and waits for its answer. */
    public String ask(String words) {
        var number = "q" + questions.incrementAndGet();
        var answer = new CompletableFuture<String>();
        asked.put(number, answer);
        input.println(number + " " + words.strip());
        if (ended) {
            answer.completeExceptionally(new Died(name + " has ended"));
        }
        return answer(answer);
    }

    private <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Died(name + " ended: " + e.getMessage());
        } catch (TimeoutException e) {
            throw new IllegalStateException(name + " did not answer in " + ANSWER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(10));
    }

    /** SIGTERM; answers how long it took to end. */
    public Duration terminate() {
        var begin = System.nanoTime();
        process.toHandle().destroy(); // destroy() of the process itself would end its input too
        if (!waitFor(Duration.ofSeconds(60))) {
            throw new IllegalStateException(name + " did not end after SIGTERM");
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Waits for its end; false when it lives on. */
    public boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGSTOP. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            var code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + signal + " answered " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name;
    }
}
