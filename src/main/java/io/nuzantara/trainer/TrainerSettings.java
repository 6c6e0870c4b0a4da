package io.nuzantara.trainer;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the Conversation Trainer compares, and the prompt it edits.
 *
 * @param promptPath file of the current system prompt, absolute or relative to the working directory; absent = analysis
 *     without a patch
 * @param highFrom lowest score of a good conversation
 * @param lowBelow scores under this are bad
 * @param smallestClass good, and bad, conversations without which nothing is analysed
 * @param perClient newest conversations of one client that count in each class
 */
@Validated
@ConfigurationProperties("nuzantara.trainer")
record TrainerSettings(
        @Nullable String promptPath,

        @DefaultValue("4.0") @DecimalMin("1") @DecimalMax("5")
        double highFrom,

        @DefaultValue("3.0") @DecimalMin("1") @DecimalMax("5")
        double lowBelow,

        @DefaultValue("30") @Min(2) @Max(100_000) int smallestClass,
        @DefaultValue("3") @Min(1) @Max(1_000) int perClient) {

    Thresholds thresholds() {
        return new Thresholds(highFrom, lowBelow);
    }
}
