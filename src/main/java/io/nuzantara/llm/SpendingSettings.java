package io.nuzantara.llm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What language models may cost, and how fast they may be called.
 *
 * @param budget how much may be spent
 * @param prices prices of models that the program does not know, or that you pay otherwise
 * @param limits how fast each provider may be called over all nodes, by its name
 * @param usageRetention how long the ledger of calls is kept; three days at least
 */
@Validated
@ConfigurationProperties("nuzantara.llm")
record SpendingSettings(
        @Valid @DefaultValue Budget budget,
        @DefaultValue List<@Valid ModelPrice> prices,
        @DefaultValue Map<String, @Valid Limit> limits,
        @DefaultValue("400d") @DurationMin(days = 3) Duration usageRetention) {

    private static final Limit USUAL = new Limit(null, null, 16);

    /** A day's money, or that of an execution, is asked for until it is over. */
    static final Duration LEAST_RETENTION = Duration.ofDays(3);

    SpendingSettings {
        prices = List.copyOf(prices);
        limits = Map.copyOf(limits);
    }

    /** The limits of a provider. */
    Limit limit(String provider) {
        return limits.getOrDefault(provider, USUAL);
    }

    /**
     * How much may be spent, in USD.
     *
     * @param day USD that all may spend in one day of the company's zone; the initial value, changed by
     *     {@code PUT /api/llm/limits}
     * @param execution USD that one execution may spend; the initial value, changed by {@code PUT /api/llm/limits}
     * @param warning share of the day's money from which people are told
     */
    record Budget(
            @DefaultValue("5") @DecimalMin("0") BigDecimal day,
            @DefaultValue("1") @DecimalMin("0") BigDecimal execution,

            @DefaultValue("0.8") @DecimalMin("0") @DecimalMax("1")
            BigDecimal warning) {

        BigDecimal of(BudgetRows.Scope scope) {
            return switch (scope) {
                case DAY -> day;
                case EXECUTION -> execution;
            };
        }
    }

    /**
     * How fast a provider may be called.
     *
     * @param requestsPerMinute calls; unset: as many as the provider lets through
     * @param tokensPerMinute tokens of requests and answers; unset: as many as the provider lets through
     * @param concurrency calls at once
     */
    record Limit(
            @Nullable @Min(1) Integer requestsPerMinute,
            @Nullable @Min(1) Integer tokensPerMinute,
            @DefaultValue("16") @Min(1) int concurrency) {}
}
