package io.nuzantara.readiness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the readiness matrix is looked at.
 *
 * @param each longest time of one row
 * @param all longest time of the whole matrix
 */
@Validated
@ConfigurationProperties("nuzantara.readiness")
record ReadinessSettings(
        @DefaultValue("5s") Duration each,
        @DefaultValue("10s") Duration all) {}
