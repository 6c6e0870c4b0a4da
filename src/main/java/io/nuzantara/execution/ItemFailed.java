package io.nuzantara.execution;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An item could not be worked on; other items go on. */
public class ItemFailed extends RuntimeException {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,62}");

    private final String code;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    private ItemFailed(String code, String message, boolean retryable, @Nullable Duration retryAfter) {
        super(message);
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a failure code is snake case: " + code);
        }
        this.code = code;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /**
     * Trying again cannot help.
     *
     * @param code snake case, so that failures can be counted
     * @param message one sentence for a person, without secret and without text of a client
     */
    public static ItemFailed forGood(String code, String message) {
        return new ItemFailed(code, message, false, null);
    }

    /** Trying again may help; the engine waits longer each time. */
    public static ItemFailed forNow(String code, String message) {
        return new ItemFailed(code, message, true, null);
    }

    /** As {@link #forNow(String, String)}, but the other side said how long to wait; at most five minutes are waited. */
    public static ItemFailed forNow(String code, String message, Duration retryAfter) {
        return new ItemFailed(code, message, true, retryAfter);
    }

    /** Why, in snake case. */
    public String code() {
        return code;
    }

    boolean retryable() {
        return retryable;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
