package io.nuzantara.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a service at an even rate, in a process of its own: what holds the service up does not hold the clock up by which requests are
 * due. Reads a {@link LoadPlan} from its standard input and writes one {@link LoadSample} a line.
 */
final class LoadGenerator {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI service;
    private final LoadPlan plan;
    private final ConcurrentLinkedDeque<KeptConnection> idle = new ConcurrentLinkedDeque<>();

    private LoadGenerator(LoadPlan plan) {
        this.plan = plan;
        this.service = URI.create(plan.url());
    }

    public static void main(String[] arguments) {
        var plan = JSON.readValue(System.in, LoadPlan.class);
        var generator = new LoadGenerator(plan);
        for (var phase : plan.phases()) {
            generator.play(phase).forEach(sample -> System.out.println(JSON.writeValueAsString(sample)));
            System.out.flush();
        }
    }

    private List<LoadSample> play(LoadPlan.Phase phase) {
        var samples = new ArrayList<LoadSample>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            for (var number = 0; number < phase.requests(); number++) {
                var due = start + number * 1_000_000_000L / phase.perSecond();
                var request = number;
                awaitTime(due);
                threads.execute(() -> {
                    var sample = sample(phase, request, due);
                    synchronized (samples) {
                        samples.add(sample);
                    }
                });
            }
        }
        return samples;
    }

    private static void awaitTime(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private LoadSample sample(LoadPlan.Phase phase, int number, long due) {
        var path = plan.paths().get(number % plan.paths().size());
        var token = plan.tokens().get(number / plan.paths().size() % phase.callers());
        var second = number / phase.perSecond();
        try {
            var answer = ask(path, token);
            return new LoadSample(
                    phase.name(), path, second, millisSince(due), answer.status(), answer.has("retry-after"));
        } catch (SocketTimeoutException e) {
            return new LoadSample(phase.name(), path, second, millisSince(due), LoadSample.TIMEOUT, false);
        } catch (IOException e) {
            return new LoadSample(phase.name(), path, second, millisSince(due), LoadSample.BROKEN, false);
        }
    }

    private static double millisSince(long due) {
        return (System.nanoTime() - due) / 1e6;
    }

    /** A kept connection may have been closed by the service meanwhile: then asked again on a new one (RFC 9110, section 9.2.2). */
    private KeptConnection.Answer ask(String path, String token) throws IOException {
        var kept = idle.pollFirst();
        if (kept != null) {
            try {
                return ask(kept, path, token);
            } catch (EOFException | SocketException e) {
                kept.close();
            }
        }
        return ask(KeptConnection.open(service), path, token);
    }

    private KeptConnection.Answer ask(KeptConnection connection, String path, String token) throws IOException {
        var answer = connection.get(path, token);
        if (connection.isReusable()) {
            idle.addFirst(connection);
        } else {
            connection.close();
        }
        return answer;
    }
}
