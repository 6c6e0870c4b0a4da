package io.nuzantara.alert;

import io.nuzantara.database.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Slack whether an incoming webhook works, without posting anything: a body that is no message. An address that works
 * refuses it with 400 and {@code invalid_payload} or {@code no_text}, one that does not with 403, 404 or 410 (Slack, "Handling
 * errors" of incoming webhooks). The address is a secret and stands in no answer.
 */
public final class SlackQuestion {

    private static final String NO_MESSAGE = "{}";
    private static final int ANSWER_LIMIT = 1024;
    private static final Set<String> WORKS =
            Set.of("invalid_payload", "no_text", "missing_text_or_fallback_or_attachments");

    private SlackQuestion() {}

    /**
     * Asks once.
     *
     * @param webhook the configured address; null or blank = none
     * @param timeout to the end of the answer
     */
    public static SlackAccess ask(@Nullable String webhook, Duration timeout) {
        if (webhook == null || webhook.isBlank()) {
            return new SlackAccess.NotConfigured();
        }
        try {
            return understood(answer(AlertConfiguration.address(webhook), timeout));
        } catch (StartRefused e) {
            return new SlackAccess.Misconfigured(e.sentence());
        } catch (TimeoutException _) {
            return silent(timeout);
        } catch (ExecutionException | IOException e) {
            var fault = root(e);
            return fault instanceof HttpTimeoutException ? silent(timeout) : unconnected(fault);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new SlackAccess.Unreachable("the question was interrupted");
        }
    }

    private static HttpResponse<byte[]> answer(URI webhook, Duration timeout)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var request = HttpRequest.newBuilder(webhook)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(NO_MESSAGE))
                .build();
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_LIMIT))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            http.shutdownNow();
        }
    }

    private static SlackAccess understood(HttpResponse<byte[]> answer) {
        var said = new String(answer.body(), StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        var reason = "it answered %d%s"
                .formatted(answer.statusCode(), said.matches("[a-z_]{1,60}") ? " (" + said + ")" : "");
        return switch (answer.statusCode()) {
            case 400 -> WORKS.contains(said) ? new SlackAccess.Granted() : new SlackAccess.Refused(reason);
            case 401, 403, 404, 410 -> new SlackAccess.Refused(reason);
            default -> new SlackAccess.Unreachable(reason);
        };
    }

    private static SlackAccess silent(Duration timeout) {
        return new SlackAccess.Unreachable("no answer within %d s".formatted(timeout.toSeconds()));
    }

    /** The kind of fault only: messages of the client repeat the address. */
    private static SlackAccess unconnected(Throwable fault) {
        return new SlackAccess.Unreachable(
                "no connection (%s)".formatted(fault.getClass().getSimpleName()));
    }

    private static Throwable root(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
