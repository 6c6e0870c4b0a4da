package io.nuzantara.security;

import java.time.Duration;

/**
 * How long the database is waited for when it is asked whether work is stopped.
 *
 * @param first until it has said anything
 * @param later once there is a last word that can stand
 */
record Patience(Duration first, Duration later) {

    /**
     * A pool that opens its first connections on a busy machine takes seconds, and whoever asks meanwhile must not hear "go on"; later a
     * database that hangs must not hold up every call.
     */
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(3), Duration.ofMillis(200));
}
