package io.nuzantara.llm;

import java.time.Duration;

/** Waiting between two calls. */
@FunctionalInterface
interface Pause {

    void hold(Duration time) throws InterruptedException;
}
