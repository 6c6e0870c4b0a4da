package io.nuzantara.llm.provider;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import io.nuzantara.security.Secret;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The chat completions of OpenAI, which OpenRouter, Ollama, vLLM and others speak too. */
public class OpenAiProvider implements ChatProvider {

    /** How the longest answer is named. */
    public enum Dialect {
        /** OpenAI itself: {@code max_completion_tokens}. */
        OPENAI,
        /** All others: {@code max_tokens}. */
        COMPATIBLE
    }

    private final Supplier<ChatModel> model;
    private final Dialect dialect;

    /**
     * @param baseUrl address with version, such as {@code https://api.openai.com/v1}
     */
    public OpenAiProvider(Connections connections, URI baseUrl, Secret key, Dialect dialect) {
        model = SingletonSupplier.of(() -> OpenAiChatModel.builder()
                .httpClientBuilder(connections.http())
                .baseUrl(baseUrl.toString())
                .apiKey(key.reveal())
                .strictJsonSchema(true)
                .maxRetries(0)
                .build());
        this.dialect = dialect;
    }

    @Override
    public Called<String> chat(ChatCall call) {
        var parameters = OpenAiChatRequestParameters.builder();
        var bounded = switch (dialect) {
            case OPENAI -> parameters.maxCompletionTokens(call.maxTokens());
            case COMPATIBLE -> parameters.maxOutputTokens(call.maxTokens());
        };
        return Protocol.call(model, call, bounded, OpenAiProvider::billed);
    }

    private static Called.@Nullable Billed billed(ChatResponse response) {
        if (!(response.tokenUsage() instanceof OpenAiTokenUsage usage)
                || usage.inputTokenCount() == null
                || usage.outputTokenCount() == null) {
            return null;
        }
        var input = count(usage.inputTokenCount());
        var details = usage.inputTokensDetails();
        var cached = details == null ? 0 : Math.min(input, count(details.cachedTokens()));
        return new Called.Billed(input, cached, count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
