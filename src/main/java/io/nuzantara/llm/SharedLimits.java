package io.nuzantara.llm;

import io.nuzantara.llm.LimitRows.Try;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Places at a provider over all nodes. Within a node those who wait stand in line, and only the first of them asks the
 * database, so that a thousand waiting calls are no load.
 */
@Component
class SharedLimits implements Limits {

    private static final Logger LOG = LoggerFactory.getLogger(SharedLimits.class);
    /** By how much the clocks of two nodes may differ before one ends the lease of the other's call. */
    private static final Duration AFTER_CALL = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final LimitRows rows;
    private final SpendingSettings settings;
    private final Clock clock;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    SharedLimits(LimitRows rows, SpendingSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Those of this node who wait for one provider. */
    private static final class Line {

        private final Semaphore first = new Semaphore(1, true);
        private final Semaphore freed = new Semaphore(0);
        private volatile Instant pausedUntil = Instant.MIN;

        /** Until a place of this node is freed, or the time has passed. */
        void await(Duration pause) throws InterruptedException {
            if (freed.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                freed.drainPermits();
            }
        }
    }

    @Override
    public Entry enter(String provider, long tokens, Instant deadline) throws InterruptedException {
        var line = lines.computeIfAbsent(provider, _ -> new Line());
        if (!line.first.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
            return new Entry.Full(longer(SOON, left(line.pausedUntil)));
        }
        try {
            return enterAsFirst(line, provider, tokens, deadline);
        } finally {
            line.first.release();
        }
    }

    private Entry enterAsFirst(Line line, String provider, long tokens, Instant deadline) throws InterruptedException {
        while (true) {
            switch (attempt(provider, tokens, deadline)) {
                case Try.Taken(var permit) -> {
                    return new Place(permit, line);
                }
                case Try.Wait(var pause) -> {
                    line.pausedUntil = clock.instant().plus(pause);
                    if (pause.compareTo(left(deadline)) >= 0) {
                        return new Entry.Full(pause);
                    }
                    Thread.sleep(pause);
                }
                case Try.Busy() -> {
                    if (LimitRows.LOOK.compareTo(left(deadline)) >= 0) {
                        return new Entry.Full(SOON);
                    }
                    line.await(LimitRows.LOOK);
                }
            }
        }
    }

    private Try attempt(String provider, long tokens, Instant deadline) {
        var now = clock.instant();
        var longest = now.plus(Calls.LONGEST_CALL);
        var ends = deadline.isBefore(longest) ? deadline : longest;
        return rows.take(provider, settings.limit(provider), tokens, now, ends.plus(AFTER_CALL));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Duration left(Instant deadline) {
        var left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void block(String provider, Instant until) {
        rows.block(provider, settings.limit(provider), clock.instant(), until);
    }

    /** A place that was taken; where it cannot be given back its lease ends it. */
    private final class Place implements Entry.Entered {

        private final UUID permit;
        private final Line line;

        private Place(UUID permit, Line line) {
            this.permit = permit;
            this.line = line;
        }

        @Override
        public void close() {
            try {
                Uninterrupted.run(() -> rows.leave(permit));
            } catch (DataAccessException | TransactionException e) {
                LOG.debug("A place could not be given back, its lease will end it permit={}", permit, e);
            }
            line.freed.release();
        }
    }
}
