package io.nuzantara.execution;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: full jitter (AWS Builders' Library, "Timeouts, retries, and backoff with jitter"). */
record Backoff(Duration first, Duration longest) {

    /** Of an execution whose agent could not reach what it needs. */
    static final Backoff EXECUTION = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

    /** Of an execution whose database was away; it is asked again only when it answers. */
    static final Backoff DATABASE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    /** Of an item. */
    static final Backoff ITEM = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;

    /** A random time up to the first pause doubled {@code attempts} times, never above the longest one. */
    Duration after(int attempts, RandomGenerator random) {
        var doubled = first.toMillis() << Math.min(attempts, MOST_DOUBLINGS);
        return Duration.ofMillis(random.nextLong(Math.min(longest.toMillis(), doubled) + 1));
    }

    /** What the other side asked for, never above the longest pause and never negative. */
    Duration asked(Duration retryAfter) {
        return retryAfter.isNegative() ? Duration.ZERO : retryAfter.compareTo(longest) > 0 ? longest : retryAfter;
    }
}
