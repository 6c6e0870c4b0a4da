package io.nuzantara.readiness;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How a promise of a deployment stands, always with one sentence. */
sealed interface Standing {

    /** It holds; says by what it is proved. */
    record Met(String says) implements Standing {}

    /** It may still come; says what is missing. */
    record NotYet(String says) implements Standing {}

    /** It does not hold; says why. */
    record Failed(String says) implements Standing {}

    /** It cannot be asked here; says for which reason. */
    record NotApplicable(String says) implements Standing {}

    String says();

    /** A time as it stands in a sentence. */
    static Instant time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether nothing is left to wish for. */
    default boolean isFine() {
        return switch (this) {
            case Met _, NotApplicable _ -> true;
            case NotYet _, Failed _ -> false;
        };
    }

    /** Its name in the API: {@code met}, {@code not_yet}, {@code failed} or {@code not_applicable}. */
    default String code() {
        return switch (this) {
            case Met _ -> "met";
            case NotYet _ -> "not_yet";
            case Failed _ -> "failed";
            case NotApplicable _ -> "not_applicable";
        };
    }
}
