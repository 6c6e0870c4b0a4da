package io.nuzantara.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret text: never printed, compared in constant time. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Also how settings of this type are read. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The text itself: for the one header or call it is meant for. */
    public String reveal() {
        return value;
    }

    /** Whether the candidate is this secret; the time taken tells nothing about it. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(sha256(value), sha256(candidate));
    }

    /** By what a secret is known again without being kept. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
