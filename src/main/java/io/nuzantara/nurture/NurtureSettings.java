package io.nuzantara.nurture;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of outreach.
 *
 * @param dailyCap drafts a day over all clients; the others wait for tomorrow
 * @param businessName who writes, as clients know it
 */
@Validated
@ConfigurationProperties("nuzantara.nurture")
record NurtureSettings(
        @DefaultValue("20") @Min(0) @Max(10_000) int dailyCap,
        @DefaultValue("Our team") @NotBlank String businessName) {}
