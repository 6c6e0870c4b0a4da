package io.nuzantara.dashboard.web;

import java.util.List;
import java.util.Map;

/** A number of a result with its name. */
record Figure(String value, String name) {

    private static final int MOST = 4;

    /** The first numbers of a result, in the agent's own order. */
    static List<Figure> firstOf(Map<String, ?> result, Wording words) {
        return allOf(result, words).stream().limit(MOST).toList();
    }

    /** All numbers of a result. */
    static List<Figure> allOf(Map<String, ?> result, Wording words) {
        return result.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number)
                .map(entry -> new Figure(
                        words.number(((Number) entry.getValue()).doubleValue()), words.name("figure", entry.getKey())))
                .toList();
    }
}
