package io.nuzantara.security.shedding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the process takes on at once, and how much of it one sender may ask for.
 *
 * @param senderRate requests a second of one known sender: the tokens of one name together, or one signed-in person
 * @param senderBurst requests that such a sender may send at once after a pause
 * @param unknownRate requests a second of one address for which neither token nor session speaks
 * @param unknownBurst requests that such an address may send at once after a pause
 * @param peopleAtWork pages that are made, and forms of them that are worked on, at the same time
 * @param peopleWaiting pages that wait for their turn; one more is refused
 * @param readsAtWork readings of the API (GET and HEAD) that are answered at the same time
 * @param readsWaiting readings of the API that wait for their turn; one more is refused
 * @param changesAtWork changes by the API (every other method) that are worked on at the same time; they may wait for their
 *     sender, for the end of an execution, or for a model
 * @param changesWaiting changes that wait for their turn; one more is refused
 * @param patience how long a request waits for its turn before it is refused
 */
@Validated
@ConfigurationProperties("nuzantara.security.shedding")
public record SheddingSettings(
        @DefaultValue("400") @Min(1) @Max(1_000_000) int senderRate,
        @DefaultValue("800") @Min(1) @Max(1_000_000) int senderBurst,
        @DefaultValue("50") @Min(1) @Max(1_000_000) int unknownRate,
        @DefaultValue("500") @Min(1) @Max(1_000_000) int unknownBurst,
        @DefaultValue("8") @Min(1) @Max(1000) int peopleAtWork,
        @DefaultValue("64") @Min(0) @Max(10_000) int peopleWaiting,
        @DefaultValue("16") @Min(1) @Max(1000) int readsAtWork,
        @DefaultValue("128") @Min(0) @Max(10_000) int readsWaiting,
        @DefaultValue("128") @Min(1) @Max(1000) int changesAtWork,
        @DefaultValue("0") @Min(0) @Max(10_000) int changesWaiting,

        @DefaultValue("500ms") @DurationMin(millis = 0) @DurationMax(seconds = 60)
        Duration patience) {}
