package io.nuzantara.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * One-time links that sign a person in as administrator. They belong to the process that made them: it keeps the hash of
 * each code in memory, for 30 minutes, until its first use.
 */
@Component
public class SignInLinks {

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Map<String, Instant> expiryByHash = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final String publicUrl;
    private final Clock clock;

    /** @param publicUrl where people reach the service; empty when nobody said it */
    SignInLinks(@Value("${nuzantara.public-url:}") String publicUrl, Clock clock) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.clock = clock;
    }

    /** What a link begins with for people elsewhere, without a slash at the end; empty when nobody said it. */
    public Optional<String> publicAddress() {
        return publicUrl.isEmpty() ? Optional.empty() : Optional.of(publicUrl);
    }

    /** A new link as path and query, to be appended to the service's address; shown to a person, never logged. */
    public String create() {
        var now = clock.instant();
        expiryByHash.values().removeIf(expiry -> !expiry.isAfter(now));
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var code = HexFormat.of().formatHex(bytes);
        expiryByHash.put(hash(code), now.plus(LIFETIME));
        return "/sign-in?code=" + code;
    }

    /** Uses a code up; true when it was made here, is not older than 30 minutes and was never used. */
    public boolean consume(String code) {
        var expiry = expiryByHash.remove(hash(code));
        return expiry != null && expiry.isAfter(clock.instant());
    }

    private static String hash(String code) {
        return HexFormat.of().formatHex(Secret.sha256(code));
    }
}
