package io.nuzantara.alert;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * Slack's incoming webhook on a raw socket of this machine: keeps what was posted and answers, or fails, as it is told. Public, so
 * that tests of whole processes can use it.
 */
public final class FakeSlack implements AutoCloseable {

    /** What the other side does. */
    public enum Mood {
        OK,
        ERROR_500,
        ERROR_503,
        TOO_MANY_SECONDS,
        TOO_MANY_DATE,
        TOO_MANY_UNSAID,
        TOO_MANY_ABSURD,
        TOO_MANY_NEGATIVE,
        HTML,
        TRUNCATED,
        UNFIT_400,
        REFUSED_401,
        REFUSED_403,
        REFUSED_404,
        REFUSED_410,
        REDIRECT,
        BLACK_HOLE,
        DRIP,
        ENDLESS,
        RESET
    }

    private static final String DATE = "Sun, 22 Nov 2026 12:04:00 GMT";

    private final ServerSocket server;
    private final String scheme;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> followed = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.OK;

    public FakeSlack() {
        this(ServerSocketFactory.getDefault(), "http");
    }

    FakeSlack(ServerSocketFactory sockets, String scheme) {
        try {
            this.scheme = scheme;
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-slack").start(this::accept);
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/services/T0/B0/hush-hush");
    }

    public FakeSlack mood(Mood now) {
        mood = now;
        return this;
    }

    /** Bodies of all posts, also of those that were not answered with ok; without questions whether the webhook works. */
    public List<String> posted() {
        return List.copyOf(posted);
    }

    /** Posts that came to another address than the webhook's. */
    public List<String> followed() {
        return List.copyOf(followed);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var request = line(in);
            if (request.isEmpty()) {
                return;
            }
            var body = body(in);
            if (!request.startsWith("POST /services/")) {
                followed.add(request);
                reply(socket.getOutputStream(), 200, "", "ok");
                return;
            }
            if (mood == Mood.OK && body.equals("{}")) {
                reply(socket.getOutputStream(), 400, "", "no_text");
                return;
            }
            posted.add(body);
            answer(socket);
        } catch (IOException e) {
            open.remove(socket);
        }
    }

    private static String body(InputStream in) throws IOException {
        var length = -1;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return new String(length < 0 ? chunks(in) : in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private void answer(Socket socket) throws IOException {
        var out = socket.getOutputStream();
        switch (mood) {
            case OK -> reply(out, 200, "", "ok");
            case ERROR_500 -> reply(out, 500, "", "rollup_error");
            case ERROR_503 -> reply(out, 503, "", "service_unavailable");
            case TOO_MANY_SECONDS -> reply(out, 429, "Retry-After: 240\r\n", "rate_limited");
            case TOO_MANY_DATE -> reply(out, 429, "Retry-After: " + DATE + "\r\n", "rate_limited");
            case TOO_MANY_UNSAID -> reply(out, 429, "", "rate_limited");
            case TOO_MANY_ABSURD -> reply(out, 429, "Retry-After: 86400\r\n", "rate_limited");
            case TOO_MANY_NEGATIVE -> reply(out, 429, "Retry-After: -5\r\n", "rate_limited");
            case HTML -> reply(out, 200, "Content-Type: text/html\r\n", "<html>ok</html>");
            case TRUNCATED -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\nok");
            case UNFIT_400 -> reply(out, 400, "", "invalid_payload");
            case REFUSED_401 -> reply(out, 401, "", "invalid_auth");
            case REFUSED_403 -> reply(out, 403, "", "invalid_token");
            case REFUSED_404 -> reply(out, 404, "", "no_service");
            case REFUSED_410 -> reply(out, 410, "", "channel_is_archived");
            case REDIRECT -> reply(out, 307, "Location: /elsewhere\r\n", "");
            case BLACK_HOLE -> await();
            case DRIP -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n");
            case ENDLESS -> endless(out);
            case RESET -> {
                write(out, "H");
                socket.setSoLinger(true, 0);
            }
        }
    }

    private void drip(OutputStream out, String head) throws IOException {
        write(out, head);
        while (!isClosedWithin(100)) {
            write(out, "o");
        }
    }

    private void endless(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        var block = "x".repeat(8192);
        while (closed.getCount() > 0) {
            write(out, block);
        }
    }

    private void await() {
        while (!isClosedWithin(10_000)) {
            Thread.onSpinWait();
        }
    }

    private boolean isClosedWithin(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void reply(OutputStream out, int status, String headers, String body) throws IOException {
        write(
                out,
                "HTTP/1.1 %d Said\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
                        .formatted(status, body.length(), headers, body));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
