package io.nuzantara.execution.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The way from a node to the {@link Remote}: one connection a call, ended at once when the calling thread is interrupted or
 * the process dies, so that the other side sees the end of a call and not a guess of ours.
 */
final class Outside {

    private final int port;
    private final String node;

    Outside(int port, String node) {
        this.port = port;
        this.node = node;
    }

    /** What came back: an HTTP status and a text. */
    record Answer(int status, String text) {}

    /** The connection ended without an answer. */
    static final class NoAnswer extends RuntimeException {
        NoAnswer(IOException cause) {
            super("the call ended without an answer", cause);
        }
    }

    Answer call(String kind, UUID execution, String key, long latency) {
        var request =
                "POST /%s/%s HTTP/1.1\r\nHost: remote\r\nContent-Length: 0\r\nX-Node: %s\r\nX-Execution: %s\r\nX-Latency: %d\r\n\r\n"
                        .formatted(kind, key, node, execution, latency);
        try (var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            return parsed(read(channel));
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(512);
        while (channel.read(buffer) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static Answer parsed(String response) throws IOException {
        var head = response.indexOf("\r\n\r\n");
        if (head < 0) {
            throw new IOException("the connection was cut");
        }
        return new Answer(Integer.parseInt(response.substring(9, 12)), response.substring(head + 4));
    }

    /** A call that always succeeds, as a step makes it. */
    String step(UUID execution, String key, long latency) {
        var answer = call("step", execution, key, latency);
        if (answer.status() != 200) {
            throw new UncheckedIOException(new IOException("a step was answered with " + answer.status()));
        }
        return answer.text();
    }
}
