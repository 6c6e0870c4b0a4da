package io.nuzantara.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A local server that speaks our API with prepared answers and notes what it was asked. */
final class FakeService implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What was asked. */
    record Request(
            String line, String query, String authorization, String idempotencyKey, String lastEventId, String body) {}

    private record Answer(int status, String body) {}

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Thread::startVirtualThread);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers of one method and path, one after the other; the last one stays. */
    FakeService answers(String line, int status, Object... bodies) {
        for (var body : bodies) {
            answers.computeIfAbsent(line, _ -> new ArrayDeque<>())
                    .add(new Answer(status, body instanceof String text ? text : Json.line(body)));
        }
        return this;
    }

    FakeService problem(String line, int status, String code, String detail) {
        return answers(
                line,
                status,
                Map.of(
                        "type",
                        "/help/problems/" + code,
                        "title",
                        "T",
                        "status",
                        status,
                        "detail",
                        detail,
                        "code",
                        code));
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var line =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
            requests.add(new Request(
                    line,
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            answer(exchange, next(line));
        }
    }

    private Answer next(String line) {
        var prepared = answers.get(line);
        if (prepared == null) {
            return new Answer(404, "{\"code\":\"not-found\",\"detail\":\"nothing prepared for " + line + "\"}");
        }
        synchronized (prepared) {
            return prepared.size() > 1 ? prepared.remove() : prepared.element();
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status() == 0) {
            await();
            return;
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Status 0 never answers. */
    private void await() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
