package io.nuzantara.execution;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Time-ordered ids (RFC 9562, section 5.7): 48 bits of milliseconds, 74 random bits. */
@Component
public class UuidV7 {

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    UuidV7(Clock clock) {
        this.clock = clock;
    }

    /** A new id; ids of later milliseconds sort after earlier ones. */
    public UUID next() {
        var high = (clock.millis() << 16) | 0x7000L | random.nextInt(1 << 12);
        var low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
