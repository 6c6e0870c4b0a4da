package io.nuzantara.llm.fake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A provider of language models on loopback, on raw sockets: Anthropic's Messages and OpenAI's chat completions and embeddings
 * under {@code /v1}. Each request is answered by the next scripted behaviour, when there are none left by the standing one
 * (at first {@link Behaviours#fitting()}), and kept in a log. One connection, one request.
 */
public final class FakeModelServer implements AutoCloseable {

    private final ServerSocket server;
    private final String scheme;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final List<Bill> bills = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Behaviour standing = Behaviours.fitting();

    /**
     * What this provider counts as used by one request.
     *
     * @param model the model asked for
     * @param input tokens of the request
     * @param output tokens of the answer
     */
    public record Bill(String model, long input, long output) {}

    private FakeModelServer(ServerSocket server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        Thread.ofPlatform().daemon().name("fake-model").start(this::accept);
    }

    /** Starts on a free port. */
    public static FakeModelServer start() {
        try {
            return new FakeModelServer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts with TLS and a certificate that nobody trusts. */
    public static FakeModelServer startWithUntrustedCertificate() {
        try (var file = FakeModelServer.class.getResourceAsStream("/tls/untrusted.p12")) {
            var password = "changeit".toCharArray();
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            var factory = tls.getServerSocketFactory();
            return new FakeModelServer(factory.createServerSocket(0, 200, InetAddress.getLoopbackAddress()), "https");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of both protocols, with version. */
    public URI url() {
        return URI.create("%s://127.0.0.1:%d/v1".formatted(scheme, server.getLocalPort()));
    }

    /** The next requests are answered so, one each, in this order. */
    public FakeModelServer next(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** Every request without a script of its own is answered so from now on. */
    public FakeModelServer always(Behaviour behaviour) {
        standing = behaviour;
        return this;
    }

    /** All requests, in the order in which they were read. */
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /** Connections that were opened, also those without a request. */
    public int connections() {
        return connections.get();
    }

    /** What was billed, one for each request that the model worked on. */
    public List<Bill> bills() {
        return List.copyOf(bills);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A client that gives up breaks its connection: that is what many tests are about. */
    @SuppressWarnings("EmptyCatch")
    private void serve(Socket socket) {
        try (socket) {
            var request = read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            var scripted = script.poll();
            (scripted == null ? standing : scripted).answer(request, new Line(socket, closed, bills));
        } catch (IOException gone) {
            // nobody is there to hear it
        }
    }

    private Received read(InputStream in) throws IOException {
        var first = line(in).split(" ", 3);
        var headers = headers(in);
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Received(numbers.incrementAndGet(), Instant.now(), first.length > 1 ? first[1] : "", headers, body);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client left");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
