package io.nuzantara.readiness.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls of our own service, each with a limit of time. */
final class LocalCalls implements AutoCloseable {

    private static final int LONGEST = 1 << 20;

    private final HttpClient http;
    private final URI service;
    private final @Nullable String token;
    private final Duration patience;

    /**
     * @param token null = none is shown
     * @param patience longest wait for one answer
     */
    LocalCalls(URI service, @Nullable String token, Duration patience) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
        this.patience = patience;
        this.service = service;
        this.token = token;
    }

    /** An answer; {@code status} 0 = none came. */
    record Answer(int status, String body) {}

    Answer get(String path) {
        return send(HttpRequest.newBuilder(service.resolve(path)).GET());
    }

    Answer post(String path) {
        return send(HttpRequest.newBuilder(service.resolve(path)).POST(BodyPublishers.noBody()));
    }

    private Answer send(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(
                    request.timeout(patience).build(), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST));
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
