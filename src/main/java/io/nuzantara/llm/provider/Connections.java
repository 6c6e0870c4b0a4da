package io.nuzantara.llm.provider;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/**
 * The connections of this process to providers: never a redirect, HTTP 1.1, so that one broken connection is one broken call.
 */
public final class Connections {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Clock clock;

    public Connections(Clock clock) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.clock = clock;
    }

    /** A client for one call that ends within this time. */
    BoundedHttp within(Duration timeout) {
        return new BoundedHttp(client, clock, timeout);
    }
}
