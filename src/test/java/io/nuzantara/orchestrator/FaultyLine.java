package io.nuzantara.orchestrator;

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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A line to a service that spoils answers byte by byte. Only starts are spoilt; most faults come after the service has done what it
 * was asked, because that is where a repeat would do harm.
 */
final class FaultyLine implements AutoCloseable {

    /** What becomes of a start. */
    enum Fault {
        BLACK_HOLE,
        DRIP,
        ENDLESS,
        LATE,
        RESET,
        RESET_BEFORE,
        TOO_MANY_SECONDS,
        TOO_MANY_DATE,
        TOO_MANY_UNSAID,
        TOO_MANY_ABSURD,
        TOO_MANY_NEGATIVE,
        ERROR_500,
        ERROR_502,
        ERROR_503,
        ERROR_529,
        ERROR_500_AFTER,
        HTML,
        TRUNCATED,
        WRONG_SCHEMA,
        NOT_A_NUMBER,
        DEEP,
        HUGE,
        INVALID_UTF8,
        GZIP_BOMB,
        REFUSED_401,
        REFUSED_403,
        REDIRECT
    }

    private static final int HUGE_BYTES = 5_000_000;

    private final ServerSocket server;
    private final URI service;
    private final URI elsewhere;
    private final AtomicInteger left = new AtomicInteger();
    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Fault fault = Fault.HTML;

    /** @param elsewhere where redirects point */
    FaultyLine(URI service, URI elsewhere) {
        this.service = service;
        this.elsewhere = elsewhere;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    FaultyLine spoiling(Fault what, int times) {
        fault = what;
        left.set(times);
        return this;
    }

    /** The keys of all starts that came in, spoilt or not. */
    List<String> starts() {
        return List.copyOf(starts);
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
            var request = read(new BufferedInputStream(socket.getInputStream()));
            if (request.head().startsWith("POST ")) {
                starts.add(request.header("Idempotency-Key"));
                if (left.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
                    spoil(request, socket);
                    return;
                }
            }
            socket.getOutputStream().write(forward(request));
        } catch (IOException e) {
            open.remove(socket);
        }
    }

    /** @param body byte for byte as characters */
    private record Request(String head, String body) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        /** Without what concerns the connection only. */
        byte[] alone() {
            var lines = head.lines()
                    .filter(line -> !line.toLowerCase(Locale.ROOT)
                            .matches("(connection|upgrade|http2-settings|transfer-encoding|content-length):.*"))
                    .collect(Collectors.joining("\r\n"));
            return (lines + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        var request = new Request(head.toString(), "");
        var body = request.header("Transfer-Encoding").equals("chunked")
                ? chunks(in)
                : in.readNBytes(Integer.parseInt("0" + request.header("Content-Length")));
        return new Request(head.toString(), new String(body, StandardCharsets.ISO_8859_1));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private byte[] forward(Request request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
            socket.getOutputStream().write(request.alone());
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    private void spoil(Request request, Socket socket) throws IOException {
        var out = socket.getOutputStream();
        switch (fault) {
            case BLACK_HOLE -> {
                forward(request);
                waitFor(60_000);
            }
            case DRIP -> drip(out, forward(request));
            case ENDLESS -> {
                forward(request);
                endless(out);
            }
            case LATE -> {
                var answer = forward(request);
                waitFor(2_000);
                out.write(answer);
            }
            case RESET -> {
                out.write(forward(request), 0, 1);
                out.flush();
                socket.setSoLinger(true, 0);
            }
            case RESET_BEFORE -> socket.setSoLinger(true, 0);
            case TOO_MANY_SECONDS -> reply(out, 429, "Retry-After: 3\r\n", "{}");
            case TOO_MANY_DATE -> reply(out, 429, "Retry-After: Wed, 25 Nov 2026 03:00:05 GMT\r\n", "{}");
            case TOO_MANY_UNSAID -> reply(out, 429, "", "{}");
            case TOO_MANY_ABSURD -> reply(out, 429, "Retry-After: 86400\r\n", "{}");
            case TOO_MANY_NEGATIVE -> reply(out, 429, "Retry-After: -7\r\n", "{}");
            case ERROR_500 -> reply(out, 500, "", "{}");
            case ERROR_502 -> reply(out, 502, "", "<html>bad gateway</html>");
            case ERROR_503 -> reply(out, 503, "", "{}");
            case ERROR_529 -> reply(out, 529, "", "{}");
            case ERROR_500_AFTER -> {
                forward(request);
                reply(out, 500, "", "{}");
            }
            case HTML -> after(request, out, "text/html", "<html>welcome</html>");
            case TRUNCATED -> {
                var answer = forward(request);
                out.write(answer, 0, answer.length - 40);
            }
            case WRONG_SCHEMA -> after(request, out, "application/json", "{\"execution_id\": {\"no\": [1, 2]}}");
            case NOT_A_NUMBER -> after(request, out, "application/json", "{\"execution_id\": NaN}");
            case DEEP -> after(request, out, "application/json", "[".repeat(10_000));
            case HUGE -> after(request, out, "application/json", "{\"message\": \"" + "x".repeat(HUGE_BYTES) + "\"}");
            case INVALID_UTF8 -> {
                forward(request);
                head(out, 202, "Content-Type: application/json\r\nContent-Length: 4\r\n");
                out.write(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'});
            }
            case GZIP_BOMB -> {
                forward(request);
                head(out, 202, "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n");
                out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0});
            }
            case REFUSED_401 -> reply(out, 401, "", "{\"code\":\"unauthenticated\",\"detail\":\"No.\"}");
            case REFUSED_403 -> reply(out, 403, "", "{\"code\":\"forbidden\",\"detail\":\"No.\"}");
            case REDIRECT -> reply(out, 307, "Location: " + elsewhere + "/\r\n", "");
        }
    }

    private void after(Request request, OutputStream out, String type, String body) throws IOException {
        forward(request);
        reply(out, 202, "Content-Type: " + type + "\r\n", body);
    }

    private void drip(OutputStream out, byte[] answer) throws IOException {
        for (var each : answer) {
            if (waitFor(200)) {
                return;
            }
            out.write(each);
            out.flush();
        }
    }

    private void endless(OutputStream out) throws IOException {
        head(out, 202, "Content-Type: application/json\r\n");
        while (closed.getCount() > 0) {
            out.write(" ".repeat(8192).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void reply(OutputStream out, int status, String headers, String body) throws IOException {
        head(out, status, headers + "Content-Length: " + body.length() + "\r\n");
        out.write(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void head(OutputStream out, int status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + " Said\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the line was closed meanwhile. */
    private boolean waitFor(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
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
