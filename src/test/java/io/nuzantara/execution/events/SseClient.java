package io.nuzantara.execution.events;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows a stream of events as a browser does: only an event that came whole counts, and its id is sent when it connects
 * again.
 */
public final class SseClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;
    private @Nullable String lastId;

    public SseClient(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** One event. */
    public record Event(@Nullable String id, String kind, JsonNode data) {}

    /** An open answer; closing it cuts the connection. */
    public final class Answer implements AutoCloseable {

        private final HttpResponse<InputStream> response;
        private final StringBuilder text = new StringBuilder();

        private Answer(HttpResponse<InputStream> response) {
            this.response = response;
        }

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String body() throws IOException {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        }

        /** Reads at most so many bytes; the events that are whole by now, or nothing when the server has closed. */
        public Optional<List<Event>> read(int bytes) throws IOException {
            var buffer = new byte[bytes];
            var count = response.body().read(buffer);
            if (count < 0) {
                return Optional.empty();
            }
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            return Optional.of(whole());
        }

        private List<Event> whole() {
            var events = new ArrayList<Event>();
            for (var end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
                event(text.substring(0, end)).ifPresent(events::add);
                text.delete(0, end + 2);
            }
            return events;
        }

        private Optional<Event> event(String block) {
            var id = field(block, "id");
            if (id != null) {
                lastId = id;
            }
            var kind = field(block, "event");
            return kind == null
                    ? Optional.empty()
                    : Optional.of(new Event(id, kind, JsonMapper.shared().readTree(field(block, "data"))));
        }

        private static @Nullable String field(String block, String name) {
            return block.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    /** Connects, resuming after the last whole event. */
    public Answer connect() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Reads to the end that the server sets. */
    public List<Event> readToTheEnd() throws IOException, InterruptedException {
        var events = new ArrayList<Event>();
        try (var answer = connect()) {
            if (answer.status() >= 400) {
                throw new IOException("refused with " + answer.status() + ": " + answer.body());
            }
            for (var more = answer.read(8_192); more.isPresent(); more = answer.read(8_192)) {
                events.addAll(more.get());
            }
        }
        return events;
    }
}
