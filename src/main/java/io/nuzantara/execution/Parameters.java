package io.nuzantara.execution;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checked parameters of one execution, defaults filled in; equal when all values are equal.
 *
 * @param values by name: {@code Long}, {@code Boolean} or {@code String}
 */
public record Parameters(Map<String, Object> values) {

    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The whole number of this name; the descriptor promises that it is there. */
    public long number(String name) {
        return ((Number) required(name)).longValue();
    }

    /** The flag of this name. */
    public boolean flag(String name) {
        return (Boolean) required(name);
    }

    /** The text of this name. */
    public String text(String name) {
        return (String) required(name);
    }

    /** Reads the JSON object of the ledger; whole numbers come back as {@code Long}. */
    static Parameters parse(JsonMapper json, String text) {
        var values = new TreeMap<String, Object>();
        json.readTree(text).properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return new Parameters(values);
    }

    private static Object value(JsonNode node) {
        return node.isIntegralNumber() ? node.longValue() : node.isBoolean() ? node.booleanValue() : node.stringValue();
    }

    private Object required(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return value;
    }
}
