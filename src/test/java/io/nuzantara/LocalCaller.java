package io.nuzantara;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the JSON API of a service on this machine as any program would. */
public final class LocalCaller {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;

    public LocalCaller(int port, String token) {
        this("http://127.0.0.1:" + port, token);
    }

    public LocalCaller(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Further headers as name, value, name, value. */
    public Answer get(String path, String... headers) {
        var request = request(path).GET();
        for (var index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        return send(request);
    }

    /** Posts a JSON body, or none; further headers as name, value, name, value. */
    public Answer post(String path, @Nullable String body, String... headers) {
        var request = request(path)
                .POST(body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (var index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        return send(request);
    }

    /** Puts a JSON body. */
    public Answer put(String path, String body) {
        return send(request(path)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json"));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One answer. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public Collection<String> names() {
            return json().propertyNames();
        }

        /** The text of a field; empty when it is absent or null. */
        public String text(String field) {
            var node = json().get(field);
            return node == null || node.isNull() ? "" : node.asString();
        }

        /** The object of a field. */
        public Map<String, Object> map(String field) {
            return JSON.convertValue(json().get(field), new TypeReference<Map<String, Object>>() {});
        }
    }
}
