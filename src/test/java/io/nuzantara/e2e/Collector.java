package io.nuzantara.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A collector of OpenTelemetry on loopback that keeps what it is sent. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    /** What is kept of a span. */
    record Span(String trace, String name) {}

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** The variables by which a service finds it. */
    Map<String, String> variables() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "200",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "2000");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            paths.add(path);
            var body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/v1/traces")) {
                keep(ExportTraceServiceRequest.parseFrom(body));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ExportTraceServiceRequest request) {
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Span(HexFormat.of().formatHex(span.getTraceId().toByteArray()), span.getName()))
                .forEach(spans::add);
    }

    /** Where it was sent something. */
    Set<String> paths() {
        return Set.copyOf(paths);
    }

    /** Names of the spans that belong to the trace of the last span of this name; none while there is no such span. */
    Set<String> besides(String name) {
        var last = spans.stream().filter(span -> span.name().equals(name)).reduce((_, later) -> later);
        return last.map(one -> spans.stream()
                        .filter(span -> span.trace().equals(one.trace()))
                        .map(Span::name)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
