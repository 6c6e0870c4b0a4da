package io.nuzantara.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Slack's incoming webhook: one JSON POST, answered with 200 and {@code ok}. Whoever knows the address may post, so it is
 * a secret and stands in no message. Redirects are not followed; an answer is read up to 1 kB.
 */
class SlackChannel implements Channel {

    private static final int ANSWER_LIMIT = 1024;
    private static final int TEXT_LIMIT = 3000;
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    private final RestClient client;
    private final URI webhook;
    private final String publicUrl;

    /**
     * @param publicUrl what links start with, without a slash at the end
     * @param connect longest time to a connection
     * @param total longest time to the whole answer
     */
    SlackChannel(URI webhook, String publicUrl, Duration connect, Duration total) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(total);
        this.client = RestClient.builder().requestFactory(factory).build();
        this.webhook = webhook;
        this.publicUrl = publicUrl;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Result send(Notice notice) {
        try {
            return client.post()
                    .uri(webhook)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("text", message(notice)))
                    .exchangeForRequiredValue((request, response) -> answer(response));
        } catch (RestClientException e) {
            return new Result.Failed("no answer: " + rootName(e), Duration.ZERO);
        }
    }

    /** Slack's mark-up: only {@code & < >} have a meaning that can harm (links, mentions), all three escaped. */
    String message(Notice notice) {
        var head = notice.recovery()
                ? ":large_green_circle: *Recovered: " + escaped(notice.title()) + "* after " + notice.lasted()
                : mark(notice.severity()) + " *" + escaped(notice.title()) + "*\n" + escaped(notice.text());
        return head + "\n<" + escaped(publicUrl + notice.link()).replace("|", "%7C") + "|Open>";
    }

    private static String mark(Alert.Severity severity) {
        return switch (severity) {
            case CRITICAL -> ":red_circle:";
            case WARNING -> ":warning:";
        };
    }

    private static String escaped(String text) {
        var cut = text.length() > TEXT_LIMIT ? text.substring(0, TEXT_LIMIT) + " ..." : text;
        return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Result answer(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode();
        var body = new String(response.getBody().readNBytes(ANSWER_LIMIT), StandardCharsets.UTF_8);
        if (status.isSameCodeAs(HttpStatus.OK) && body.strip().equals("ok")) {
            return new Result.Delivered();
        }
        return new Result.Failed("Slack answered " + status.value(), wish(response));
    }

    /** The pause Slack asks for with 429, in seconds; anything unreadable counts as none. */
    private static Duration wish(ClientHttpResponse response) {
        var seconds = response.getHeaders().getFirst("Retry-After");
        if (seconds == null || !seconds.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        var wish = Duration.ofSeconds(Long.parseLong(seconds));
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
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
