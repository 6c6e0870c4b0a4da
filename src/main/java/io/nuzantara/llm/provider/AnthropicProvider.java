package io.nuzantara.llm.provider;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatRequestParameters;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.nuzantara.security.Secret;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** Anthropic's Messages API; the schema goes as {@code output_config.format}. */
public class AnthropicProvider implements ChatProvider {

    private final Supplier<ChatModel> model;

    /**
     * @param baseUrl address with version, such as {@code https://api.anthropic.com/v1}
     */
    public AnthropicProvider(Connections connections, URI baseUrl, Secret key) {
        model = SingletonSupplier.of(() -> AnthropicChatModel.builder()
                .httpClientBuilder(connections.http())
                .baseUrl(baseUrl.toString())
                .apiKey(key.reveal())
                .maxRetries(0)
                .build());
    }

    @Override
    public Called<String> chat(ChatCall call) {
        var parameters = AnthropicChatRequestParameters.builder().maxOutputTokens(call.maxTokens());
        return Protocol.call(model, call, parameters, AnthropicProvider::billed);
    }

    /** Anthropic counts what is written to and read from its cache beside the other input. */
    private static Called.@Nullable Billed billed(ChatResponse response) {
        if (!(response.tokenUsage() instanceof AnthropicTokenUsage usage)
                || usage.inputTokenCount() == null
                || usage.outputTokenCount() == null) {
            return null;
        }
        var read = count(usage.cacheReadInputTokens());
        var input = count(usage.inputTokenCount()) + count(usage.cacheCreationInputTokens()) + read;
        return new Called.Billed(input, read, count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
