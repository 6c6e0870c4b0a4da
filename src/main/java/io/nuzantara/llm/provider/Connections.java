package io.nuzantara.llm.provider;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/**
 * The connections of this process to providers: never a redirect, HTTP 1.1, so that one broken connection is one broken call.
 */
public final class Connections {

    /** How long a connection may take to open. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    private final BoundedHttp http;

    public Connections(Clock clock) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        http = new BoundedHttp(client, clock);
    }

    /** The client of all calls. */
    BoundedHttp http() {
        return http;
    }
}
