package io.nuzantara.readiness;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * How fast an error budget must burn, over a long and a short window, for people to hear of it (Google, "The Site Reliability
 * Workbook", chapter 5). The short window ends an alert soon after the trouble ends.
 */
enum BurnLevel {
    FAST(14.4, Duration.ofHours(1), Duration.ofMinutes(5)),
    SLOW(6, Duration.ofHours(6), Duration.ofMinutes(30)),
    CREEPING(1, Duration.ofDays(3), Duration.ofHours(6));

    /** One failure of few events would burn any budget; it takes at least as many as this. */
    private static final int FEWEST_BAD = 3;

    /** Floating point: a burn of exactly the threshold counts. */
    private static final double SLACK = 1e-9;

    private final double threshold;
    private final Duration over;
    private final Duration lately;

    BurnLevel(double threshold, Duration over, Duration lately) {
        this.threshold = threshold;
        this.over = over;
        this.lately = lately;
    }

    /** The times it looks at. */
    List<Duration> windows() {
        return List.of(over, lately);
    }

    Duration over() {
        return over;
    }

    double threshold() {
        return threshold;
    }

    /** @param counts what happened in the time of this length that ends now */
    boolean isReached(Objective objective, Function<Duration, Count> counts) {
        var whole = counts.apply(over);
        return whole.bad() >= FEWEST_BAD
                && reaches(whole.burn(objective))
                && reaches(counts.apply(lately).burn(objective));
    }

    /**
     * Whether it is over: the whole time is within its threshold, or what came lately is. A short window without any event, or
     * few failures, prove nothing.
     */
    boolean isOver(Objective objective, Function<Duration, Count> counts) {
        if (!reaches(counts.apply(over).burn(objective))) {
            return true;
        }
        var recent = counts.apply(lately);
        return recent.all() > 0 && !reaches(recent.burn(objective));
    }

    private boolean reaches(double burn) {
        return burn >= threshold - SLACK;
    }
}
