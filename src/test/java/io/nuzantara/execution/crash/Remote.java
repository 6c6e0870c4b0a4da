package io.nuzantara.execution.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The world outside: a local HTTP server with slowness and failures on demand. One thread looks at all connections, and at those
 * that ended before those that begin: so a lane that gives up a call and begins the next is never counted twice.
 */
public final class Remote implements AutoCloseable {

    private static final long FORCE_EVERY = Duration.ofMillis(50).toNanos();

    private final Selector selector;
    private final ServerSocketChannel server;
    private final CallLog log;
    private final Behaviour behaviour = new Behaviour();
    private final PriorityQueue<Connection> waiting = new PriorityQueue<>(Comparator.comparingLong(Connection::due));
    private final Thread thread;
    private long forced = System.nanoTime();
    private volatile boolean open = true;

    private Remote(Path file) throws IOException {
        log = new CallLog(file);
        selector = Selector.open();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("remote").daemon().start(this::serve);
    }

    /** Starts on a free port; the calls are kept in the file. */
    public static Remote start(Path file) {
        try {
            return new Remote(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** What happened. */
    public CallLog log() {
        return log;
    }

    /** The changes that were made here. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** One connection, with its call once it has said what it wants. */
    private static final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer input = ByteBuffer.allocate(1024);
        private CallLog.@Nullable Call call;
        private Behaviour.@Nullable Answer answer;
        private long due;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        long due() {
            return due;
        }
    }

    private void serve() {
        try {
            while (open) {
                selector.select(untilNext());
                var ready = new ArrayList<>(selector.selectedKeys());
                selector.selectedKeys().clear();
                ready.stream().filter(key -> isWaiting(key)).forEach(this::read);
                answerDue();
                ready.stream().filter(key -> !isWaiting(key)).forEach(this::acceptOrRead);
                force();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long untilNext() {
        var next = waiting.peek();
        return next == null ? 50 : Math.clamp((next.due() - System.nanoTime()) / 1_000_000, 1, 50);
    }

    private static boolean isWaiting(SelectionKey key) {
        return key.attachment() instanceof Connection connection && connection.call != null;
    }

    private void acceptOrRead(SelectionKey key) {
        if (key.attachment() == null) {
            accept();
        } else {
            read(key);
        }
    }

    private void accept() {
        try {
            for (var channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        if (!(key.attachment() instanceof Connection connection) || !connection.channel.isOpen()) {
            return;
        }
        try {
            if (connection.channel.read(connection.input) < 0) {
                gone(connection);
            } else if (connection.call == null) {
                begin(connection);
            }
        } catch (IOException e) {
            gone(connection);
        }
    }

    private void gone(Connection connection) {
        if (connection.call != null) {
            log.end(connection.call, CallLog.End.CUT);
            waiting.remove(connection);
        }
        close(connection);
    }

    private void begin(Connection connection) {
        var text = new String(connection.input.array(), 0, connection.input.position(), StandardCharsets.US_ASCII);
        if (!text.endsWith("\r\n\r\n")) {
            return;
        }
        var path = text.substring(text.indexOf('/') + 1, text.indexOf(" HTTP")).split("/", 2);
        var call = log.begin(path[0], path[1], header(text, "X-Node"), header(text, "X-Execution"));
        var answer = behaviour.answer(call, Long.parseLong(header(text, "X-Latency")));
        connection.call = call;
        connection.answer = answer;
        connection.due = System.nanoTime() + answer.after().toNanos();
        waiting.add(connection);
        if (call.kind().equals("effect")) {
            log.force();
        }
    }

    private static String header(String request, String name) {
        var begin = request.indexOf(name + ": ") + name.length() + 2;
        return request.substring(begin, request.indexOf("\r\n", begin));
    }

    private void answerDue() {
        for (var next = waiting.peek(); next != null && next.due() <= System.nanoTime(); next = waiting.peek()) {
            waiting.remove(next);
            answer(next);
        }
    }

    private void answer(Connection connection) {
        var call = connection.call;
        var answer = connection.answer;
        if (call == null || answer == null) {
            return;
        }
        log.end(call, answer.status() == 200 ? CallLog.End.ANSWERED : CallLog.End.REFUSED);
        var response = "HTTP/1.1 %d .\r\nConnection: close\r\n\r\n%s".formatted(answer.status(), answer.text());
        try {
            if (!answer.lost()) {
                connection.channel.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (IOException _) {
            // the caller died after its call was answered: for the log it is an answered call
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void force() {
        if (System.nanoTime() - forced > FORCE_EVERY) {
            log.force();
            forced = System.nanoTime();
        }
    }

    /** Violations that only this side can see. */
    public List<String> violations() {
        return behaviour.violations();
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join();
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
