package io.nuzantara.security.shedding;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast one sender may ask: a token bucket each. The memory is bounded: of either kind 10,000 senders are remembered, each until
 * its bucket is full again, when forgetting changes nothing.
 */
public final class SenderLimits {

    private static final long MOST = 10_000;

    private final LoadingCache<String, Bucket> known;
    private final LoadingCache<String, Bucket> unknown;

    /** @param time what passes between two requests; monotonic */
    public SenderLimits(SheddingSettings settings, TimeMeter time) {
        known = buckets(settings.senderRate(), settings.senderBurst(), time);
        unknown = buckets(settings.unknownRate(), settings.unknownBurst(), time);
    }

    private static LoadingCache<String, Bucket> buckets(int rate, int burst, TimeMeter time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofSeconds(burst / rate + 1))
                .ticker(time::currentTimeNanos)
                .executor(Runnable::run)
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Counts a request; when the sender was too fast, how long until the next one is taken. */
    public Optional<Duration> refuse(Sender sender) {
        var probe = bucket(sender).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(Sender sender) {
        return switch (sender) {
            case Sender.Known(var name) -> known.get(name);
            case Sender.Unknown(var address) -> unknown.get(address);
        };
    }

    /** Senders that are remembered now. */
    long remembered() {
        known.cleanUp();
        unknown.cleanUp();
        return known.estimatedSize() + unknown.estimatedSize();
    }
}
