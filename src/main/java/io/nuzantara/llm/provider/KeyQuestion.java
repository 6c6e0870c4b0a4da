package io.nuzantara.llm.provider;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import io.nuzantara.security.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * Asks a provider for what a valid key may read, without a prompt and without cost: its list of models (Anthropic, "List
 * models"; OpenAI, "List models"), and where anybody may read that list, the key itself (OpenRouter, "Get current API key").
 */
public class KeyQuestion {

    /** How a provider is asked. */
    public enum Dialect {
        ANTHROPIC("/models?limit=1"),
        OPENAI("/models"),
        OPENROUTER("/key");

        private final String path;

        Dialect(String path) {
            this.path = path;
        }
    }

    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private final Connections connections;
    private final URI baseUrl;
    private final Secret key;
    private final Dialect dialect;

    /**
     * @param baseUrl address with version, such as {@code https://api.openai.com/v1}
     */
    public KeyQuestion(Connections connections, URI baseUrl, Secret key, Dialect dialect) {
        this.connections = connections;
        this.baseUrl = baseUrl;
        this.key = key;
        this.dialect = dialect;
    }

    /** Makes one HTTP call and says what came of it; never an exception for anything the other side does. */
    public Called<String> ask(Duration timeout) {
        return BoundedHttp.within(
                timeout,
                () -> Protocol.guarded(() -> new Called.Answered<>(
                        connections.http().execute(request()).body(), "", "", null)));
    }

    private HttpRequest request() {
        var request = HttpRequest.builder().method(HttpMethod.GET).url(baseUrl + dialect.path);
        return switch (dialect) {
            case ANTHROPIC ->
                request.addHeader("x-api-key", key.reveal())
                        .addHeader("anthropic-version", ANTHROPIC_VERSION)
                        .build();
            case OPENAI, OPENROUTER ->
                request.addHeader("Authorization", "Bearer " + key.reveal()).build();
        };
    }
}
