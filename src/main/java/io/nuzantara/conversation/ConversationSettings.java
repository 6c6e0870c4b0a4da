package io.nuzantara.conversation;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Imports and ratings.
 *
 * @param baseCurrency currency of the company, ISO 4217; of amounts that come without one
 * @param country where telephone numbers without a country code are dialled, ISO 3166-1 alpha-2
 * @param uploadLimit largest file an import takes; one limit for the page and the command line, large enough for a file of 1 GB
 * @param blockRows rows that are stored in one transaction
 */
@Validated
@ConfigurationProperties("nuzantara.conversation")
public record ConversationSettings(
        @DefaultValue("IDR") @Pattern(regexp = "[A-Z]{3}") String baseCurrency,
        @DefaultValue("ID") @Pattern(regexp = "[A-Z]{2}") String country,
        @DefaultValue("2GB") DataSize uploadLimit,

        @DefaultValue("1000") @jakarta.validation.constraints.Min(1) @jakarta.validation.constraints.Max(10_000)
        int blockRows) {}
