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

    private static <T> T bound(Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("nuzantara.llm", Bindable.of(type));
    }
}
