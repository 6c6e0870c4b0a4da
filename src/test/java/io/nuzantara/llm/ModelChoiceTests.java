package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.StartRefused;
import io.nuzantara.security.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelChoiceTests {

    private static final LlmSettings.Endpoint NONE = new LlmSettings.Endpoint(null, null);
    private static final LlmSettings.Endpoint KEY = new LlmSettings.Endpoint(Secret.of("key"), null);

    static LlmSettings settings(
            LlmSettings.Endpoint anthropic, String provider, @Nullable String model, Map<Purpose, String> models) {
        return new LlmSettings(provider, model, models, 0, null, null, anthropic, NONE, NONE, "local");
    }

    private static LlmSettings everything(String provider, @Nullable String model, @Nullable String baseUrl) {
        return new LlmSettings(provider, model, Map.of(), 0, baseUrl, null, KEY, KEY, KEY, "local");
    }

    private static Map<Purpose, ModelName> choice(LlmSettings settings) {
        return ModelChoice.of(settings, Endpoints.of(settings).keySet());
    }

    @Test
    void withoutKeyOrAddressThereIsNoModel() {
        assertThat(choice(settings(NONE, "auto", null, Map.of()))).isEmpty();
        assertThat(choice(settings(new LlmSettings.Endpoint(Secret.of(" "), null), "auto", null, Map.of())))
                .isEmpty();
    }

    @Test
    void localMeansNoModelWhateverKeysThereAre() {
        assertThat(choice(everything("local", null, null))).isEmpty();
    }

    @Test
    void anOwnServerComesBeforeTheProvidersAbroad() {
        var models = choice(everything("auto", "llama3.1:8b", "http://localhost:11434/v1"));

        assertThat(models).hasSize(4).containsEntry(Purpose.JUDGING, new ModelName("compatible", "llama3.1:8b"));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void everyProviderHasAModelForEveryPurpose(Purpose purpose) {
        for (var provider : new String[] {"anthropic", "openrouter", "openai"}) {
            assertThat(choice(everything(provider, null, null)).get(purpose))
                    .satisfies(model -> assertThat(model.provider()).isEqualTo(provider));
        }
    }

    @Test
    void eachPurposeMayHaveItsOwnModelAtItsOwnProvider() {
        var settings = new LlmSettings(
                "anthropic",
                "claude-opus-4-5-20251101",
                Map.of(Purpose.EXTRACTION, "openai:gpt-5-mini"),
                0,
                null,
                null,
                KEY,
                KEY,
                NONE,
                "local");

        assertThat(choice(settings))
                .containsEntry(Purpose.DECISION, new ModelName("anthropic", "claude-opus-4-5-20251101"))
                .containsEntry(Purpose.EXTRACTION, new ModelName("openai", "gpt-5-mini"));
    }

    @Test
    void whatCannotBeAskedStopsTheStart() {
        assertThatThrownBy(() -> choice(settings(NONE, "anthropic", null, Map.of())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("ANTHROPIC_API_KEY");
        assertThatThrownBy(() -> choice(settings(KEY, "antropic", null, Map.of())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("must be auto, local");
        assertThatThrownBy(() -> choice(settings(KEY, "auto", "openai:gpt-5", Map.of())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("OPENAI_API_KEY");
        assertThatThrownBy(() -> choice(everything("auto", null, "http://localhost:11434/v1")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("NUZANTARA_LLM_MODEL");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, https://api.anthropic.com/v1",
        "https://api.anthropic.com/v1/, https://api.anthropic.com/v1",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/v1",
        "http://models.internal/anthropic/v1, http://models.internal/anthropic/v1"
    })
    void addressesAreTakenAsPeopleWriteThem(String written, String used) {
        var endpoint = new LlmSettings.Endpoint(Secret.of("key"), written);

        var at = Endpoints.of(settings(endpoint, "auto", null, Map.of())).get("anthropic");

        assertThat(at).satisfies(known -> assertThat(known.baseUrl()).hasToString(used));
    }

    @Test
    void aKeyIsTakenWithoutTheLineBreakOfItsFile() {
        var endpoint = new LlmSettings.Endpoint(Secret.of("key\r\n"), null);

        var at = Endpoints.of(settings(endpoint, "auto", null, Map.of())).get("anthropic");

        assertThat(at).satisfies(known -> assertThat(known.key().reveal()).isEqualTo("key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.anthropic.com",
                "http://8.8.8.8/v1",
                "ftp://localhost/v1",
                "https://user:pass@host/v1",
                "https://host/v1?key=1",
                "not an address",
                "https:///v1"
            })
    void anAddressThatWouldShowTheKeyIsRefused(String written) {
        var endpoint = new LlmSettings.Endpoint(Secret.of("key"), written);

        assertThatThrownBy(() -> Endpoints.of(settings(endpoint, "auto", null, Map.of())))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("ANTHROPIC_BASE_URL");
    }

    @Test
    void embeddingsOfAServerAreNamedWithTheirProvider() {
        var settings =
                new LlmSettings("auto", null, Map.of(), 0, null, null, KEY, KEY, NONE, "openai:text-embedding-3-small");

        assertThat(ModelChoice.embedding(settings, Endpoints.of(settings).keySet()))
                .contains(new ModelName("openai", "text-embedding-3-small"));
    }
}
