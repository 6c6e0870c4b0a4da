package io.nuzantara.security.shedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.nuzantara.security.Secret;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Whose tokens were valid a short while ago, so that a request is counted for its caller before anything is asked of the database.
 * What a token permits is not known here. Kept are hashes, of 10,000 tokens at most.
 */
public final class KnownTokens {

    private static final long MOST = 10_000;

    private final Cache<String, String> names;

    /**
     * Knows none at first.
     *
     * @param remembered how long after it was accepted a token is known
     * @param ticker monotonic time
     */
    public KnownTokens(Duration remembered, Ticker ticker) {
        names = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(remembered)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** The token was looked up and is that of this caller. */
    public void accepted(String token, String name) {
        names.put(key(token), name);
    }

    /** The token was looked up and is nobody's, or no longer. */
    public void refused(String token) {
        names.invalidate(key(token));
    }

    /** Whose token it was when it was last looked up. */
    public Optional<String> nameOf(String token) {
        return Optional.ofNullable(names.getIfPresent(key(token)));
    }

    private static String key(String token) {
        return HexFormat.of().formatHex(Secret.sha256(token));
    }
}
