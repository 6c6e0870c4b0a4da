package io.nuzantara.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Facts about services that became different at a known time; both values are said in the conversations around it. */
enum Change {
    INVESTOR_KITAS_PRICE("KITAS_INVESTOR", Predicate.COSTS, 17_000_000, 12),
    KITAS_EXTENSION_TIME("KITAS_EXTENSION", Predicate.TAKES, 10, 18),
    BUILDING_APPROVAL_TIME("PBG", Predicate.TAKES, 75, 24),
    PT_PMA_PRICE("PT_PMA", Predicate.COSTS, 28_000_000, 45);

    /** What about the service became different. */
    enum Predicate {
        COSTS,
        TAKES
    }

    private final String offer;
    private final Predicate predicate;
    private final long before;
    private final long daysAgo;

    Change(String offer, Predicate predicate, long before, long daysAgo) {
        this.offer = offer;
        this.predicate = predicate;
        this.before = before;
        this.daysAgo = daysAgo;
    }

    String offer() {
        return offer;
    }

    Predicate predicate() {
        return predicate;
    }

    /** The value until then: whole rupiah or days. */
    long before() {
        return before;
    }

    Instant at(Instant now) {
        return now.minus(Duration.ofDays(daysAgo));
    }

    /** The price of the service at that time. */
    static BigDecimal price(Offer offer, Instant at, Instant now) {
        return BigDecimal.valueOf(
                value(offer.code(), Predicate.COSTS, offer.price().longValueExact(), at, now));
    }

    /** The usual duration of the service at that time, in days. */
    static long days(Offer offer, Instant at, Instant now) {
        return value(offer.code(), Predicate.TAKES, offer.days(), at, now);
    }

    private static long value(String offer, Predicate predicate, long today, Instant at, Instant now) {
        for (var change : values()) {
            if (change.offer.equals(offer) && change.predicate == predicate && at.isBefore(change.at(now))) {
                return change.before;
            }
        }
        return today;
    }
}
