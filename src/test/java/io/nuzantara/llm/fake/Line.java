package io.nuzantara.llm.fake;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The connection to one client, at the level of bytes. */
public final class Line {

    private final Socket socket;
    private final CountDownLatch closed;
    private final List<FakeModelServer.Bill> bills;

    Line(Socket socket, CountDownLatch closed, List<FakeModelServer.Bill> bills) {
        this.socket = socket;
        this.closed = closed;
        this.bills = bills;
    }

    /** Sends a whole answer; headers are lines without an end. */
    public void send(int status, String body, String... headers) throws IOException {
        send(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with any bytes. */
    public void send(int status, byte[] body, String... headers) throws IOException {
        head(status, body.length, headers);
        bytes(body);
    }

    /** Sends the head of an answer that says it has so many bytes; -1 says nothing about it. */
    public void head(int status, long length, String... headers) throws IOException {
        var head = new StringBuilder(
                "HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nConnection: close\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        if (length >= 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        bytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends these bytes now. */
    public void bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Breaks the connection as a dying process does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits; ends early when the server is closed. */
    public boolean hold(Duration time) {
        try {
            return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Counts tokens as billed, whether the client ever sees the answer or not. */
    public void bill(Received request, long input, long output) {
        bills.add(new FakeModelServer.Bill(request.model(), input, output));
    }
}
