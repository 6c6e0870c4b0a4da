package io.nuzantara.security.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A request as it is written: clients would tidy addresses and headers up.
 *
 * @param headers of the answer, as they came
 */
record RawRequest(int status, List<String> headers, String body) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}).*");

    static RawRequest send(int port, String method, String path, String... headers) throws IOException {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        var host = lines.toLowerCase(Locale.ROOT).contains("host:") ? "" : "Host: localhost\r\n";
        var request = "%s %s HTTP/1.1\r\n%s%sContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(method, path, host, lines);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static RawRequest parse(String answer) {
        var end = answer.indexOf("\r\n\r\n");
        var head = List.of(answer.substring(0, end).split("\r\n"));
        var matcher = STATUS.matcher(head.getFirst());
        if (!matcher.matches()) {
            throw new IllegalStateException("no status line: " + head.getFirst());
        }
        return new RawRequest(
                Integer.parseInt(matcher.group(1)), head.subList(1, head.size()), answer.substring(end + 4));
    }

    String header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }
}
