package io.nuzantara.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invented client.
 *
 * @param nation the nationality as the client's language says it of a passport
 * @param phone E.164, from a range nobody can be called under; absent where such a range is used up
 * @param company the client's own company, invented
 * @param tenureDays age of the relation
 * @param lastContactDays days since the client was last heard of
 */
record SampleClient(
        String id,
        String name,
        String firstName,
        String email,
        @Nullable String phone,
        String nationality,
        String nation,
        Language language,
        String company,
        Portfolio portfolio,
        int tenureDays,
        int lastContactDays) {

    Instant createdAt(Instant now) {
        return now.minus(Duration.ofDays(tenureDays));
    }
}
