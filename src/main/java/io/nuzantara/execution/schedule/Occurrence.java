package io.nuzantara.execution.schedule;

import java.time.Instant;

/**
 * One time at which a schedule fires.
 *
 * @param key the same whoever computes it and never used by another occurrence: the local time with its zone where the hour is
 *     fixed, else the instant
 */
record Occurrence(Instant at, String key) {}
