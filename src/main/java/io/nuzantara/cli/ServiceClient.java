package io.nuzantara.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A running service over HTTP. Every refusal or outage is a {@link CommandFailed} that says what to do next. */
final class ServiceClient implements AutoCloseable {

    /** A file may be large and the service busy storing it: its upload has no limit but the connection's. */
    private static final Duration UPLOAD_LIMIT = Duration.ofHours(6);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;
    private final @Nullable String token;
    private final Duration timeout;
    private final Hints hints;

    ServiceClient(URI address, @Nullable String token, Duration timeout, Hints hints) {
        this.address = address;
        this.token = token;
        this.timeout = timeout;
        this.hints = hints;
    }

    /** The same service, as somebody without a token. */
    ServiceClient withoutToken() {
        return new ServiceClient(address, null, timeout, hints);
    }

    JsonNode get(String path, Map<String, String> query) {
        return answer(request(path, query).GET().timeout(timeout).build());
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    /** Where the service is, without a slash at its end. */
    URI address() {
        return address;
    }

    /** Posts a value as JSON. */
    JsonNode post(String path, Map<String, String> query, Object body, Map<String, String> headers) {
        var request = request(path, query)
                .POST(BodyPublishers.ofString(Json.line(body)))
                .header("Content-Type", "application/json")
                .timeout(timeout);
        headers.forEach(request::header);
        return answer(request.build());
    }

    JsonNode post(String path) {
        return post(path, Map.of());
    }

    JsonNode post(String path, Map<String, String> query) {
        return answer(request(path, query)
                .POST(BodyPublishers.noBody())
                .timeout(timeout)
                .build());
    }

    void delete(String path) {
        answer(request(path, Map.of()).DELETE().timeout(timeout).build());
    }

    /** Streams a file; its size does not matter. */
    void put(String path, Path file) {
        answer(request(path, Map.of())
                .PUT(content(file))
                .header("Content-Type", "application/octet-stream")
                .timeout(UPLOAD_LIMIT)
                .build());
    }

    private static BodyPublisher content(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException _) {
            throw new CommandFailed(
                    CommandFailed.USAGE, "usage", "There is no file %s. See: ls %s".formatted(file, file.getParent()));
        }
    }

    /** Streams an answer into a file that only its owner can read; on a refusal the file stays as it was. */
    void download(String path, Path file) {
        try {
            var part = Files.createTempFile(file.toAbsolutePath().getParent(), ".nuzantara", ".part");
            try {
                var request =
                        request(path, Map.of()).GET().timeout(UPLOAD_LIMIT).build();
                var answer = send(request, BodyHandlers.ofFile(part));
                if (answer.statusCode() != 200) {
                    throw answered(answer.statusCode(), null);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandFailed(
                    CommandFailed.USAGE,
                    "usage",
                    "The file %s cannot be written. See: ls -ld %s".formatted(file, file));
        }
    }

    /**
     * The lines of a stream of events; null when there are no more events.
     *
     * @param lastEventId id of the last event the caller has; null = from the beginning
     */
    @Nullable
    Stream<String> lines(String path, @Nullable String lastEventId) {
        var request = request(path, Map.of()).setHeader("Accept", "text/event-stream, application/problem+json");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var answer = send(request.GET().timeout(timeout).build(), BodyHandlers.ofLines());
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        try (var body = answer.body()) {
            if (answer.statusCode() == 204) {
                return null;
            }
            throw answered(answer.statusCode(), parsed(body.collect(Collectors.joining("\n"))));
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        var request = HttpRequest.newBuilder(URI.create(address + path + queryText(query)))
                .header("Accept", "application/json, application/problem+json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String queryText(Map<String, String> query) {
        return query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    /** Adds a parameter that was given. */
    static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** A value as one segment of a path, or as the value of a parameter. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode answer(HttpRequest request) {
        var answer = send(request, BodyHandlers.ofString());
        var body = parsed(answer.body());
        if (answer.statusCode() >= 300) {
            throw answered(answer.statusCode(), body);
        }
        if (body == null) {
            throw new CommandFailed(
                    CommandFailed.NOT_READY,
                    "not-nuzantara",
                    "What answers at %s is not Nuzantara. %s".formatted(address, hints.start()));
        }
        return body;
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            return body.isEmpty() ? Json.object() : Json.tree(body);
        } catch (JacksonException _) {
            return null;
        }
    }

    private CommandFailed answered(int status, @Nullable JsonNode problem) {
        var withoutAccess = token == null
                ? "No token was found for %s. %s".formatted(address, hints.token())
                : "The token is not valid at %s. Name another: --token-file FILE".formatted(address);
        return Refusal.of(status, problem, withoutAccess);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (HttpTimeoutException e) {
            throw silent(e);
        } catch (IOException _) {
            throw new CommandFailed(
                    CommandFailed.NOT_READY,
                    "service-unreachable",
                    "Nothing answers at %s. %s".formatted(address, hints.start()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(CommandFailed.FAILED, "interrupted", "Interrupted. See: ./nuzantara status");
        }
    }

    private CommandFailed silent(HttpTimeoutException timeoutReached) {
        return new CommandFailed(
                CommandFailed.NOT_READY,
                "service-silent",
                "%s did not answer in time (%s). Give it longer: --timeout 2m"
                        .formatted(address, timeoutReached.getClass().getSimpleName()));
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * What to do next when the service cannot be asked.
     *
     * @param start when nothing answers
     * @param token when it wants a token and none was found
     */
    record Hints(String start, String token) {

        static final String NAME_A_TOKEN =
                "Make one with ./nuzantara token create --database, or name one: --token-file FILE";
    }
}
