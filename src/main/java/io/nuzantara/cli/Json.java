package io.nuzantara.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the API writes it; unknown fields of a newer service are ignored. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    /** The value on one line. */
    static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The value on as many lines as a person needs. */
    static String pretty(JsonNode value) {
        return value.toPrettyString();
    }

    static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static <T> T as(JsonNode node, Class<T> type) {
        return MAPPER.treeToValue(node, type);
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
