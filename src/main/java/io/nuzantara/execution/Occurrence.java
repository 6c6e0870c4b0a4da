package io.nuzantara.execution;

import java.time.Instant;

/**
 * One time at which a schedule fires.
 *
 * @param key the same whoever computes it and never used by another occurrence: the local time with its zone where the hour is
 *     fixed, else the instant
 */
public record Occurrence(Instant at, String key) {}
