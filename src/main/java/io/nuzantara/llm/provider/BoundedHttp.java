package io.nuzantara.llm.provider;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The client under the protocol library: for each call one deadline from the first byte to the last, a bound on what is read,
 * every fault by its name. Nothing is ever logged.
 *
 * <p>The library builds its models around a client, which takes longer than many a call; so one client serves all calls, and
 * the time that one may take comes with the thread.
 */
class BoundedHttp implements dev.langchain4j.http.client.HttpClient, HttpClientBuilder {

    /** Longest answer that is read, in bytes. */
    static final int LONGEST_ANSWER = 2_000_000;

    private static final ScopedValue<Duration> TIMEOUT = ScopedValue.newInstance();

    private final HttpClient client;
    private final Clock clock;

    BoundedHttp(HttpClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Makes a call in this thread that ends within this time. */
    static <T> T within(Duration timeout, Supplier<T> call) {
        return ScopedValue.where(TIMEOUT, timeout).call(call::get);
    }

    @Override
    public SuccessfulHttpResponse execute(dev.langchain4j.http.client.HttpRequest request) {
        var timeout = TIMEOUT.get();
        var sent = client.sendAsync(
                converted(request, timeout), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        return new Answer(clock).read(answer(sent, timeout));
    }

    /** The client's own message would repeat the key. */
    private HttpRequest converted(dev.langchain4j.http.client.HttpRequest request, Duration timeout) {
        var converted = HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(timeout)
                .method(request.method().name(), body(request));
        try {
            request.headers().forEach((name, values) -> values.forEach(value -> converted.setHeader(name, value)));
        } catch (IllegalArgumentException _) {
            throw new CallFailed(
                    Fault.UNSENDABLE, "The key holds a character that cannot be sent, such as a line break.");
        }
        return converted.build();
    }

    private static HttpRequest.BodyPublisher body(dev.langchain4j.http.client.HttpRequest request) {
        var body = request.body();
        return body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
    }

    /** The client's own timeout ends with the headers: this one covers the body. Giving up closes the connection. */
    private HttpResponse<byte[]> answer(CompletableFuture<HttpResponse<byte[]>> sent, Duration timeout) {
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw NetworkFaults.late(timeout);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallFailed(Fault.INTERRUPTED, "The waiting thread was interrupted.");
        } catch (ExecutionException e) {
            throw NetworkFaults.named(e, timeout);
        }
    }

    @Override
    public void execute(
            dev.langchain4j.http.client.HttpRequest request,
            ServerSentEventParser parser,
            ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }

    @Override
    public Duration connectTimeout() {
        return Connections.CONNECT;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return Connections.CONNECT; // asked for and not used: each call brings its own
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public dev.langchain4j.http.client.HttpClient build() {
        return this;
    }
}
