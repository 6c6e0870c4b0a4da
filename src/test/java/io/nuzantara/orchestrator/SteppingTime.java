package io.nuzantara.orchestrator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes forward by the pauses made on it, so that an hour of waiting takes no time. */
final class SteppingTime extends Clock implements Pause {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now;
    private int after;
    private Runnable event = () -> {};

    SteppingTime(Instant start) {
        now = start;
    }

    @Override
    public synchronized void forAbout(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
        if (pauses.size() == after) {
            event.run();
        }
    }

    /** Lets something happen after this many pauses. */
    synchronized void afterPauses(int count, Runnable event) {
        after = count;
        this.event = event;
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
