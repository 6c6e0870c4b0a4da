package io.nuzantara.demo;

import java.time.Instant;

/** One line of {@code interactions.csv} before it has its id; sentiment is a number, a word or empty. */
record SampleInteraction(
        String clientId,
        String type,
        String direction,
        String channel,
        String summary,
        String sentiment,
        Instant occurredAt) {}
