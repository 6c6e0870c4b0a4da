package io.nuzantara.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** A place for everybody; counts who is inside and keeps what providers wished. */
class OpenLimits implements Limits {

    final AtomicInteger inside = new AtomicInteger();
    final List<Instant> blocks = new CopyOnWriteArrayList<>();
    volatile boolean full;
    volatile Runnable entering = () -> {};
    volatile @Nullable DataAccessException broken;

    @Override
    public Entry enter(String provider, long tokens, Instant deadline) {
        if (full) {
            return new Entry.Full(Duration.ofSeconds(7));
        }
        entering.run();
        inside.incrementAndGet();
        return (Entry.Entered) inside::decrementAndGet;
    }

    @Override
    public void block(String provider, Instant until) {
        var fault = broken;
        if (fault != null) {
            throw fault;
        }
        blocks.add(until);
    }
}
