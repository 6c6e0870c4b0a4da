package io.nuzantara.llm;

import io.nuzantara.llm.provider.ChatProvider;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configured providers, and the model of each purpose.
 *
 * @param byName providers with a key or an address
 * @param models one for each purpose; empty = local
 * @param temperature of every request; null leaves it to the provider
 */
record Providers(
        Map<String, ChatProvider> byName,
        Map<Purpose, ModelName> models,
        @Nullable Double temperature) {

    Providers {
        byName = Map.copyOf(byName);
        models = Map.copyOf(models);
    }

    Optional<ModelName> model(Purpose purpose) {
        return Optional.ofNullable(models.get(purpose));
    }

    ChatProvider of(ModelName model) {
        var provider = byName.get(model.provider());
        if (provider == null) {
            throw new IllegalStateException("no provider " + model.provider());
        }
        return provider;
    }
}
