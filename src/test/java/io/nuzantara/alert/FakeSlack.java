package io.nuzantara.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Slack's incoming webhook on loopback: keeps what was posted and answers as it is told. */
class FakeSlack implements AutoCloseable {

    enum Mood {
        OK,
        ERROR,
        WAIT_PLEASE,
        HTML,
        REDIRECT,
        HANG,
        DRIP
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<String> posted = new CopyOnWriteArrayList<>();
    final List<String> followed = new CopyOnWriteArrayList<>();
    volatile Mood mood = Mood.OK;

    FakeSlack() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/services/", this::answer);
        server.createContext("/elsewhere", exchange -> {
            followed.add(exchange.getRequestMethod());
            reply(exchange, 200, "ok");
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/B0/hush-hush");
    }

    private void answer(HttpExchange exchange) throws IOException {
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        switch (mood) {
            case OK -> reply(exchange, 200, "ok");
            case ERROR -> reply(exchange, 500, "rollup_error");
            case WAIT_PLEASE -> {
                exchange.getResponseHeaders().add("Retry-After", "240");
                reply(exchange, 429, "rate_limited");
            }
            case HTML -> reply(exchange, 200, "<html>ok</html>");
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                reply(exchange, 307, "");
            }
            case HANG -> await(closed);
            case DRIP -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('o');
                exchange.getResponseBody().flush();
                await(closed);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
