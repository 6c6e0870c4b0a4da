package io.nuzantara.execution;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places where a test lets the process die at once, as by {@code kill -9}. Without the system property
 * {@code nuzantara.crash-point} they do nothing.
 */
public final class CrashPoints {

    private static final String DOOMED = System.getProperty("nuzantara.crash-point", "");
    private static final AtomicInteger HITS = new AtomicInteger(Integer.getInteger("nuzantara.crash-hits", 1));
    private static final int EXIT_CODE = 137;

    private CrashPoints() {}

    /** Ends the process when the property names this place and it has been passed {@code nuzantara.crash-hits - 1} times. */
    public static void hit(String point) {
        if (point.equals(DOOMED) && HITS.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
