package io.nuzantara.llm;

import io.nuzantara.database.StartRefused;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which model answers which purpose. */
final class ModelChoice {

    private static final Set<String> NAMES =
            Set.of(Endpoints.COMPATIBLE, Endpoints.ANTHROPIC, Endpoints.OPENROUTER, Endpoints.OPENAI);

    private final LlmSettings settings;
    private final Set<String> configured;

    private ModelChoice(LlmSettings settings, Set<String> configured) {
        this.settings = settings;
        this.configured = configured;
    }

    /**
     * One model for each purpose; none at all without a provider.
     *
     * @param configured names of the providers with a key or an address, in the order of preference
     */
    static Map<Purpose, ModelName> of(LlmSettings settings, Set<String> configured) {
        var choice = new ModelChoice(settings, configured);
        var provider = choice.provider();
        var chosen = new EnumMap<Purpose, ModelName>(Purpose.class);
        if (provider != null) {
            for (var purpose : Purpose.values()) {
                chosen.put(purpose, choice.model(purpose, provider));
            }
        }
        return chosen;
    }

    /** The embedding model at a provider; empty = the one in this process. */
    static Optional<ModelName> embedding(LlmSettings settings, Set<String> configured) {
        var written = settings.embedding().strip();
        if (written.isEmpty() || written.equals("local")) {
            return Optional.empty();
        }
        var model = new ModelChoice(settings, configured).named(written, Endpoints.OPENAI);
        if (model.provider().equals(Endpoints.ANTHROPIC)) {
            throw new StartRefused("Anthropic has no embeddings: nuzantara.llm.embedding names another provider.");
        }
        return Optional.of(model);
    }

    private @Nullable String provider() {
        var wanted = settings.provider().strip().toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "local" -> null;
            case "auto", "" -> configured.stream().findFirst().orElse(null);
            default -> known(wanted);
        };
    }

    /** A provider by its name; one that is not configured stops the start. */
    private String known(String name) {
        if (!NAMES.contains(name)) {
            throw new StartRefused(
                    "nuzantara.llm.provider is '%s'; it must be auto, local, anthropic, openrouter, openai or compatible."
                            .formatted(name));
        }
        if (!configured.contains(name)) {
            throw new StartRefused("The model provider %s has no %s."
                    .formatted(
                            name,
                            name.equals(Endpoints.COMPATIBLE)
                                    ? "address: set NUZANTARA_LLM_BASE_URL"
                                    : "key: set " + name.toUpperCase(Locale.ROOT) + "_API_KEY"));
        }
        return name;
    }

    private ModelName model(Purpose purpose, String provider) {
        var written = settings.models().getOrDefault(purpose, settings.model() == null ? "" : settings.model());
        return written.isBlank() ? standard(purpose, provider) : named(written.strip(), provider);
    }

    /** {@code provider:id}; ids themselves may hold a colon, so only the name of a provider counts as one. */
    private ModelName named(String written, String provider) {
        var colon = written.indexOf(':');
        return colon > 0 && NAMES.contains(written.substring(0, colon))
                ? new ModelName(known(written.substring(0, colon)), written.substring(colon + 1))
                : new ModelName(known(provider), written);
    }

    private static ModelName standard(Purpose purpose, String provider) {
        var small = purpose == Purpose.DECISION || purpose == Purpose.EXTRACTION;
        return new ModelName(
                provider,
                switch (provider) {
                    case Endpoints.ANTHROPIC -> small ? "claude-haiku-4-5-20251001" : "claude-sonnet-4-5-20250929";
                    case Endpoints.OPENROUTER -> small ? "anthropic/claude-haiku-4.5" : "anthropic/claude-sonnet-4.5";
                    case Endpoints.OPENAI -> small ? "gpt-4.1-mini" : "gpt-4.1";
                    default ->
                        throw new StartRefused(
                                "NUZANTARA_LLM_BASE_URL is set without a model: set NUZANTARA_LLM_MODEL to its name there.");
                });
    }
}
