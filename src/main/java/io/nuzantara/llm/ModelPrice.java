package io.nuzantara.llm;

import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a model costs from a day on, in USD per million tokens.
 *
 * @param model the provider's own name of the model
 * @param validFrom first day of this price
 * @param input tokens of the request
 * @param cachedInput tokens of the request that the provider read from its own cache
 * @param output tokens of the answer
 */
record ModelPrice(
        @NotBlank String model,
        @DefaultValue("2024-01-01") LocalDate validFrom,
        BigDecimal input,
        BigDecimal cachedInput,
        BigDecimal output) {

    private static final int MILLION = 6;
    private static final int MICRODOLLARS = 6;

    ModelPrice {
        if (input.signum() < 0 || cachedInput.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException("a price below zero: " + model);
        }
    }

    /** The most that a call can cost: every byte a token, nothing from a cache, the longest answer. */
    BigDecimal worst(PlannedCall call) {
        var dearest = input.max(cachedInput);
        return rounded(times(dearest, call.inputBytes()).add(times(output, call.maxTokens())));
    }

    /** What the reported tokens cost. */
    BigDecimal cost(Tokens tokens) {
        return rounded(times(input, tokens.input() - tokens.cachedInput())
                .add(times(cachedInput, tokens.cachedInput()))
                .add(times(output, tokens.output())));
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }

    /** Up, so that what we count is never below the bill. */
    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(MICRODOLLARS, RoundingMode.CEILING);
    }
}
