package io.nuzantara.llm;

import io.nuzantara.security.Secret;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which models are asked. Without any key or address: none.
 *
 * @param provider {@code auto} (the first that is configured of {@code compatible}, {@code anthropic}, {@code openrouter},
 *     {@code openai}), one of these, or {@code local}: no model whatever keys there are
 * @param model model of every purpose, {@code id} or {@code provider:id}; absent = the provider's default
 * @param models model by purpose ({@code decision}, {@code extraction}, {@code writing}, {@code judging})
 * @param temperature of every request; negative = not sent, as some models demand
 * @param baseUrl address of a server that speaks OpenAI's protocol (Ollama, vLLM), with version ({@code .../v1})
 * @param apiKey key of that server, a secret; absent = none needed
 * @param anthropic key and address of Anthropic
 * @param openai key and address of OpenAI
 * @param openrouter key and address of OpenRouter
 * @param embedding {@code local} (in this process), or {@code provider:id} of a model by OpenAI's protocol
 */
@Validated
@ConfigurationProperties("nuzantara.llm")
record LlmSettings(
        @DefaultValue("auto") String provider,
        @Nullable String model,
        @DefaultValue Map<Purpose, String> models,

        @DefaultValue("0") @DecimalMin("-1") @DecimalMax("2")
        double temperature,

        @Nullable String baseUrl,
        @Nullable Secret apiKey,
        @DefaultValue Endpoint anthropic,
        @DefaultValue Endpoint openai,
        @DefaultValue Endpoint openrouter,
        @DefaultValue("local") String embedding) {

    /**
     * A provider.
     *
     * @param apiKey key, a secret; absent = the provider is not used
     * @param baseUrl address instead of the provider's own
     */
    record Endpoint(@Nullable Secret apiKey, @Nullable String baseUrl) {}
}
