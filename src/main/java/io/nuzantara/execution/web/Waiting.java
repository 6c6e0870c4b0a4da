package io.nuzantara.execution.web;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How long a caller wants to wait for the end. */
record Waiting(Duration limit) {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Looks again until the answer satisfies the caller or the time is over; the last answer. */
    <T> T until(Supplier<T> look, Predicate<T> done) {
        var end = System.nanoTime() + limit.toNanos();
        var last = look.get();
        while (!done.test(last) && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return last;
            }
            last = look.get();
        }
        return last;
    }
}
