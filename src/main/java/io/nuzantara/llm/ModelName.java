package io.nuzantara.llm;

/**
 * A model at its provider.
 *
 * @param provider {@code anthropic}, {@code openai}, {@code openrouter} or {@code compatible}
 * @param id the provider's own name of the model
 */
public record ModelName(String provider, String id) {

    /** {@code provider:id}, as the configuration writes it. */
    @Override
    public String toString() {
        return provider + ":" + id;
    }
}
