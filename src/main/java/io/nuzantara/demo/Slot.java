package io.nuzantara.demo;

import java.time.Instant;

/** A conversation to be written: who, what about, when. */
record Slot(SampleClient client, Topic topic, Instant startedAt) {}
