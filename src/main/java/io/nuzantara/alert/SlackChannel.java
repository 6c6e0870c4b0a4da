package io.nuzantara.alert;

import io.nuzantara.http.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Slack's incoming webhook: one JSON POST, answered with 200 and {@code ok}. Whoever knows the address may post, so it is
 * a secret and stands in no message. Redirects are not followed; an answer is read up to 1 kB. Slack takes about one message
 * a second (Slack, "Rate limits"); what its codes mean: "Handling errors" of incoming webhooks.
 */
class SlackChannel implements Channel {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration UNSAID = Duration.ofSeconds(60);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);
    private static final int ANSWER_LIMIT = 1024;

    private final RestClient client;
    private final URI webhook;
    private final SlackText text;
    private final RetryAfter retryAfter;

    /**
     * @param connect longest time to a connection
     * @param total longest time to the whole answer
     */
    SlackChannel(URI webhook, SlackText text, Duration connect, Duration total, Clock clock) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(total);
        this.client = RestClient.builder().requestFactory(factory).build();
        this.webhook = webhook;
        this.text = text;
        this.retryAfter = new RetryAfter(clock, LONGEST_WISH);
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public Result send(Notice notice) {
        try {
            return client.post()
                    .uri(webhook)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("text", text.of(notice), "link_names", false, "unfurl_links", false))
                    .exchangeForRequiredValue((request, response) -> answer(response));
        } catch (RestClientException e) {
            return new Result.Failed("no answer: " + rootName(e), null);
        }
    }

    private Result answer(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode().value();
        var reason = "Slack answered " + status;
        return switch (status) {
            case 200 ->
                isOk(response)
                        ? new Result.Delivered()
                        : new Result.Failed(reason + " with something else than ok", null);
            case 429 ->
                new Result.Failed(
                        reason, retryAfter.readOr(UNSAID, response.getHeaders().getFirst("Retry-After")));
            case 400, 413 -> new Result.Unfit(reason);
            case 401, 403, 404, 410 -> new Result.Refused(reason);
            default -> new Result.Failed(reason, null);
        };
    }

    private static boolean isOk(ClientHttpResponse response) throws IOException {
        var body = new String(response.getBody().readNBytes(ANSWER_LIMIT), StandardCharsets.UTF_8);
        return body.strip().equals("ok");
    }

    /** The kind of fault only: messages of the client repeat the address. */
    private static String rootName(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
