package io.nuzantara.readiness.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A check whose good answer holds for a while, because looking costs others something; a bad one is looked at each time. */
final class Believed implements Check {

    private final Check check;
    private final Duration time;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Verdict verdict, Instant at) {}

    Believed(Check check, Duration time, Clock clock) {
        this.check = check;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public String id() {
        return check.id();
    }

    @Override
    public Group group() {
        return check.group();
    }

    @Override
    public boolean computes() {
        return check.computes();
    }

    @Override
    public Verdict run() {
        var last = known;
        if (last != null && Duration.between(last.at(), clock.instant()).abs().compareTo(time) < 0) {
            return last.verdict();
        }
        var verdict = check.run();
        known = verdict instanceof Verdict.Pass ? new Known(verdict, clock.instant()) : null;
        return verdict;
    }
}
