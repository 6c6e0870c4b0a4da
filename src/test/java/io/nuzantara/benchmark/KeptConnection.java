package io.nuzantara.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of HTTP/1.1 that stays open: as little as it takes to ask, so that the measured service gets the processors. */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final String host;
    private boolean reusable = true;

    private KeptConnection(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        this.host = host;
    }

    static KeptConnection open(URI service) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLIS);
        return new KeptConnection(socket, service.getAuthority());
    }

    /** An answer without its body, which was read and dropped. */
    record Answer(int status, Map<String, String> headers) {

        boolean has(String header) {
            return headers.containsKey(header);
        }
    }

    Answer get(String path, String token) throws IOException {
        var request = "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, host, token);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var status = Integer.parseInt(line().split(" ", -1)[1]);
        var headers = headers();
        skipBody(headers);
        reusable = !"close".equalsIgnoreCase(headers.get("connection"));
        return new Answer(status, headers);
    }

    boolean isReusable() {
        return reusable;
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private void skipBody(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            for (var size = chunk(); size > 0; size = chunk()) {
                in.skipNBytes(size + 2);
            }
            line();
        } else {
            in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
    }

    private long chunk() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service has closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
