package io.nuzantara.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A place for everybody; counts who is inside and keeps what providers wished. */
class OpenLimits implements Limits {

    final AtomicInteger inside = new AtomicInteger();
    final List<Instant> blocks = new CopyOnWriteArrayList<>();
    volatile boolean full;

    @Override
    public Entry enter(String provider, long tokens, Instant deadline) {
        if (full) {
            return new Entry.Full(Duration.ofSeconds(7));
        }
        inside.incrementAndGet();
        return (Entry.Entered) inside::decrementAndGet;
    }

    @Override
    public void block(String provider, Instant until) {
        blocks.add(until);
    }
}
