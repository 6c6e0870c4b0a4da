package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PricesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final ModelName HAIKU = new ModelName("anthropic", "claude-haiku-4-5");

    @Test
    void theShippedTableKnowsWhatAMillionTokensCost() {
        var price = prices(List.of()).of(HAIKU, DAY).orElseThrow();

        assertThat(price.cost(new Tokens(1_000_000, 0, 0))).isEqualByComparingTo("1");
        assertThat(price.cost(new Tokens(1_000_000, 1_000_000, 0))).isEqualByComparingTo("0.1");
        assertThat(price.cost(new Tokens(0, 0, 1_000_000))).isEqualByComparingTo("5");
    }

    @Test
    void aModelNobodyNamedHasNoPrice() {
        assertThat(prices(List.of()).of(new ModelName("openai", "gpt-unheard-of"), DAY))
                .isEmpty();
    }

    @Test
    void aPriceHoldsFromItsDayOn() {
        var own = prices(List.of(price("m", "2026-01-01", "1"), price("m", "2026-12-01", "7")));
        var model = new ModelName("openrouter", "m");

        assertThat(own.of(model, LocalDate.of(2025, 12, 31))).isEmpty();
        assertThat(own.of(model, DAY).orElseThrow().input()).isEqualByComparingTo("1");
        assertThat(own.of(model, LocalDate.of(2026, 12, 1)).orElseThrow().input())
                .isEqualByComparingTo("7");
    }

    @Test
    void settingsWinOverTheShippedTable() {
        var own = prices(List.of(price(HAIKU.id(), "2026-01-01", "0.5")));

        assertThat(own.of(HAIKU, DAY).orElseThrow().input()).isEqualByComparingTo("0.5");
    }

    @Test
    void theWorstCaseTakesEveryByteForATokenAndTheLongestAnswer() {
        var call = new PlannedCall(HAIKU, Purpose.WRITING, new Caller("a", null), 4_000, 1_000);

        assertThat(prices(List.of()).of(HAIKU, DAY).orElseThrow().worst(call)).isEqualByComparingTo("0.009");
    }

    @Test
    void partsOfAMicrodollarCountAsAWholeOne() {
        var price = price("m", "2026-01-01", "0.05");

        assertThat(price.cost(new Tokens(1, 0, 0))).isEqualByComparingTo("0.000001");
    }

    @Test
    void aPriceBelowZeroIsRefused() {
        assertThatThrownBy(() -> price("m", "2026-01-01", "-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsReadPricesAndLimits() {
        var source = new MapConfigurationPropertySource(Map.of(
                "nuzantara.llm.prices[0].model", "llama3.3",
                "nuzantara.llm.prices[0].input", "0",
                "nuzantara.llm.prices[0].cached-input", "0",
                "nuzantara.llm.prices[0].output", "0",
                "nuzantara.llm.limits.anthropic.requests-per-minute", "50",
                "nuzantara.llm.budget.day", "12.5"));

        var settings = new Binder(source).bindOrCreate("nuzantara.llm", SpendingSettings.class);

        assertThat(new Prices(settings).of(new ModelName("compatible", "llama3.3"), DAY))
                .isPresent();
        assertThat(settings.limit("anthropic")).isEqualTo(new SpendingSettings.Limit(50, null, 16));
        assertThat(settings.limit("openai")).isEqualTo(new SpendingSettings.Limit(null, null, 16));
        assertThat(settings.budget().day()).isEqualByComparingTo("12.5");
        assertThat(settings.budget().execution()).isEqualByComparingTo("1");
        assertThat(settings.budget().warning()).isEqualByComparingTo("0.8");
        assertThat(settings.usageRetention()).isEqualTo(Duration.ofDays(400));
    }

    private static Prices prices(List<ModelPrice> own) {
        var settings = TestMoney.settings("5", "1");
        return new Prices(new SpendingSettings(settings.budget(), own, settings.limits(), settings.usageRetention()));
    }

    private static ModelPrice price(String model, String from, String input) {
        return new ModelPrice(
                model, LocalDate.parse(from), new BigDecimal(input), new BigDecimal(input), new BigDecimal(input));
    }
}
