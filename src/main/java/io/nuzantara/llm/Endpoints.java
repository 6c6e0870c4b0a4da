package io.nuzantara.llm;

import io.nuzantara.environment.ServiceAddress;
import io.nuzantara.security.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where the configured providers are and what they are shown. A key travels there: plain http only to private addresses. */
final class Endpoints {

    static final String COMPATIBLE = "compatible";
    static final String ANTHROPIC = "anthropic";
    static final String OPENROUTER = "openrouter";
    static final String OPENAI = "openai";

    private static final Secret NO_KEY = Secret.of("none");

    private Endpoints() {}

    /**
     * One provider.
     *
     * @param baseUrl address with version
     * @param key what it is shown
     */
    record At(URI baseUrl, Secret key) {}

    /** The configured ones by name, in the order in which {@code auto} chooses. */
    static Map<String, At> of(LlmSettings settings) {
        var found = new LinkedHashMap<String, At>();
        if (settings.baseUrl() != null && !settings.baseUrl().isBlank()) {
            var key = settings.apiKey();
            found.put(
                    COMPATIBLE,
                    new At(
                            address("NUZANTARA_LLM_BASE_URL", settings.baseUrl(), ""),
                            key == null ? NO_KEY : stripped(key)));
        }
        add(found, ANTHROPIC, settings.anthropic(), "https://api.anthropic.com", "/v1");
        add(found, OPENROUTER, settings.openrouter(), "https://openrouter.ai/api/v1", "");
        add(found, OPENAI, settings.openai(), "https://api.openai.com/v1", "");
        return found;
    }

    private static void add(
            Map<String, At> found, String name, LlmSettings.Endpoint endpoint, String standard, String version) {
        var key = endpoint.apiKey();
        if (key != null && !key.reveal().isBlank()) {
            var url = endpoint.baseUrl() == null || endpoint.baseUrl().isBlank() ? standard : endpoint.baseUrl();
            found.put(name, new At(address(name.toUpperCase(Locale.ROOT) + "_BASE_URL", url, version), stripped(key)));
        }
    }

    /** A key from a file often ends with a line break, which no header may hold. */
    private static Secret stripped(Secret key) {
        return Secret.of(key.reveal().strip());
    }

    /** An address without a path gets the version. */
    private static URI address(String variable, String text, String version) {
        var uri = ServiceAddress.parse(variable, text);
        return uri.getPath().isEmpty() ? URI.create(uri + version) : uri;
    }
}
