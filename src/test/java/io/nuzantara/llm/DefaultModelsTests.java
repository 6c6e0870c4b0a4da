package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.security.Secret;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DefaultModelsTests {

    /** A model without a price is never called: a default without one would refuse every question. */
    @Test
    void everyModelThatNobodyChoseHasAPrice() {
        var prices = new Prices(bound(SpendingSettings.class, Map.of()));
        for (var provider : List.of("anthropic", "openai", "openrouter")) {
            var settings = bound(
                    LlmSettings.class,
                    Map.of("nuzantara.llm.provider", provider, "nuzantara.llm." + provider + ".api-key", "key"));

            assertThat(ModelChoice.of(settings, Endpoints.of(settings).keySet()).values())
                    .allSatisfy(model -> assertThat(prices.of(model, LocalDate.of(2026, 11, 22)))
                            .as(model.toString())
                            .isPresent());
        }
    }

    @Test
    void settingsAreReadAsPeopleWriteThem() {
        var settings = bound(
                LlmSettings.class,
                Map.of(
                        "nuzantara.llm.anthropic.api-key", "key",
                        "nuzantara.llm.models.decision", "claude-opus-4-5-20251101",
                        "nuzantara.llm.temperature", "-1"));

        assertThat(settings.models()).isEqualTo(Map.of(Purpose.DECISION, "claude-opus-4-5-20251101"));
        assertThat(settings.temperature()).isNegative();
        assertThat(settings.anthropic().apiKey())
                .satisfies(key -> assertThat(key).extracting(Secret::reveal).isEqualTo("key"));
        assertThat(settings.provider()).isEqualTo("auto");
    }

    @Test
    void aServerOfOnesOwnIsPricedByVariables() {
        var variables = Map.<String, Object>of(
                "NUZANTARA_LLM_PRICES_0_MODEL", "llama3.1:8b",
                "NUZANTARA_LLM_PRICES_0_VALIDFROM", "2026-01-01",
                "NUZANTARA_LLM_PRICES_0_INPUT", "0",
                "NUZANTARA_LLM_PRICES_0_CACHEDINPUT", "0",
                "NUZANTARA_LLM_PRICES_0_OUTPUT", "0");
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        var environment = new StandardEnvironment();
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        var settings = Binder.get(environment).bindOrCreate("nuzantara.llm", Bindable.of(SpendingSettings.class));

        assertThat(new Prices(settings).of(new ModelName("compatible", "llama3.1:8b"), LocalDate.of(2026, 11, 22)))
                .isPresent();
    }

    private static <T> T bound(Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("nuzantara.llm", Bindable.of(type));
    }
}
