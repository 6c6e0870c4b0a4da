package io.nuzantara.readiness;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Until when after a deployment something must have come. */
public enum Stage {
    /** Validation right after the deployment. */
    NOW("now", Duration.ZERO),
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofDays(1)),
    TWO_DAYS("48h", Duration.ofDays(2));

    private final String code;
    private final Duration length;

    Stage(String code, Duration length) {
        this.code = code;
        this.length = length;
    }

    /** Its name in API and commands. */
    public String code() {
        return code;
    }

    /** The stage of this name; empty when there is none. */
    public static Optional<Stage> of(String code) {
        return Arrays.stream(values()).filter(stage -> stage.code.equals(code)).findFirst();
    }

    Duration length() {
        return length;
    }

    /** Whether what belongs to {@code other} is looked at, too: a later stage holds all earlier ones; now stands alone. */
    boolean includes(Stage other) {
        return this == other || (other != NOW && other.compareTo(this) < 0);
    }
}
