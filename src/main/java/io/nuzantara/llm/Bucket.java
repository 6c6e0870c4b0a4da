package io.nuzantara.llm;

import io.nuzantara.llm.SpendingSettings.Limit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a provider stands: what is left of calls and tokens, and whether it asked for a pause. Two token buckets that refill
 * evenly and hold what comes in six seconds, so that no minute sees more than eleven tenths of the limit.
 *
 * <p>Nodes bring their own clocks: one that is behind never turns the bucket's time back.
 *
 * @param requests calls left when it was refilled last
 * @param tokens tokens left then; below zero after a call that was larger than the bucket
 * @param blockedUntil end of the pause; null without one
 */
record Bucket(
        double requests,
        double tokens,
        Instant refilledAt,
        @Nullable Instant blockedUntil) {

    private static final double SHARE = 0.1;
    private static final double MINUTE = 60;

    /** Whether a call may be made now. */
    sealed interface Verdict {
        /** It may; the bucket without it. */
        record Enter(Bucket rest) implements Verdict {}

        /** Not before this time has passed. */
        record Wait(Duration pause) implements Verdict {}
    }

    static Bucket full(Limit limit, Instant now) {
        return new Bucket(capacity(limit.requestsPerMinute()), capacity(limit.tokensPerMinute()), now, null);
    }

    Verdict take(Limit limit, long tokensOfCall, Instant now) {
        var wanted = (double) tokensOfCall;
        if (blockedUntil != null && now.isBefore(blockedUntil)) {
            return new Verdict.Wait(Duration.between(now, blockedUntil));
        }
        var seconds = Math.max(0, Duration.between(refilledAt, now).toNanos() / 1e9);
        var calls = refilled(requests, limit.requestsPerMinute(), seconds);
        var left = refilled(tokens, limit.tokensPerMinute(), seconds);
        var missing =
                Math.max(missing(calls, 1, limit.requestsPerMinute()), missing(left, wanted, limit.tokensPerMinute()));
        return missing > 0
                ? new Verdict.Wait(Duration.ofMillis((long) Math.ceil(missing * 1000)))
                : new Verdict.Enter(new Bucket(
                        taken(calls, 1, limit.requestsPerMinute()),
                        taken(left, wanted, limit.tokensPerMinute()),
                        now.isBefore(refilledAt) ? refilledAt : now,
                        null));
    }

    private static double capacity(@Nullable Integer perMinute) {
        return perMinute == null ? 0 : Math.max(1, perMinute * SHARE);
    }

    private static double refilled(double left, @Nullable Integer perMinute, double seconds) {
        return perMinute == null ? 0 : Math.min(capacity(perMinute), left + perMinute / MINUTE * seconds);
    }

    /** Seconds until enough is there; a call larger than the bucket waits until it is full. */
    private static double missing(double left, double wanted, @Nullable Integer perMinute) {
        return perMinute == null ? 0 : (Math.min(wanted, capacity(perMinute)) - left) / (perMinute / MINUTE);
    }

    private static double taken(double left, double wanted, @Nullable Integer perMinute) {
        return perMinute == null ? 0 : left - wanted;
    }
}
