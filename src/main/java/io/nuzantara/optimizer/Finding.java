package io.nuzantara.optimizer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something a rule found. The same rule and subject are the same finding, however often they are seen.
 *
 * @param rule e.g. {@code compat.slow_endpoint}
 * @param subject what it is about: a route, a table, a fingerprint of a statement
 * @param figures by snake case name, among them {@code summary}, a sentence for people
 */
record Finding(String rule, Severity severity, String subject, Map<String, Object> figures) {

    Finding {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** The identity of the finding over all executions, 16 hex digits. */
    String fingerprint() {
        return hash(rule + "\n" + subject);
    }

    /** The first 16 hex digits of SHA-256. */
    static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Figures in the order they are added, first the summary (a format with its values). */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of the product
    static Figures figures(String summary, Object... values) {
        return new Figures(String.format(Locale.ENGLISH, summary, values));
    }

    /** Collects figures. */
    static final class Figures {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Figures(String summary) {
            values.put("summary", summary);
        }

        Figures with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        Map<String, Object> all() {
            return values;
        }
    }
}
