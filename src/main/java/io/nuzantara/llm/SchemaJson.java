package io.nuzantara.llm;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shape as JSON schema in the subset that all providers take: every field required, no others allowed, limits only in words
 * (neither Anthropic's nor OpenAI's structured outputs accept all of the keywords for them).
 */
final class SchemaJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private SchemaJson() {}

    static String of(JsonSchema schema) {
        return MAPPER.writeValueAsString(node(schema.root()));
    }

    private static ObjectNode node(Shape shape) {
        return switch (shape) {
            case Shape.Text(var longest) -> typed("string", "at most %d characters".formatted(longest));
            case Shape.Choice(var options) -> choice(options);
            case Shape.Whole(var least, var most) -> typed("integer", "from %d to %d".formatted(least, most));
            case Shape.Decimal(var least, var most) -> typed("number", "from %s to %s".formatted(least, most));
            case Shape.Flag() -> NODES.objectNode().put("type", "boolean");
            case Shape.Maybe(var value) -> maybe(value);
            case Shape.Elements(var most, var of) -> list(most, of);
            case Shape.Fields fields -> object(fields);
        };
    }

    private static ObjectNode typed(String type, String limits) {
        return NODES.objectNode().put("type", type).put("description", limits);
    }

    private static ObjectNode choice(List<String> options) {
        var node = NODES.objectNode().put("type", "string");
        options.forEach(node.putArray("enum")::add);
        return node;
    }

    private static ObjectNode maybe(Shape value) {
        var node = NODES.objectNode();
        node.putArray("anyOf").add(node(value)).add(NODES.objectNode().put("type", "null"));
        return node;
    }

    private static ObjectNode list(int most, Shape of) {
        return typed("array", "at most %d elements".formatted(most)).set("items", node(of));
    }

    private static ObjectNode object(Shape.Fields shape) {
        var node = NODES.objectNode().put("type", "object");
        var properties = node.putObject("properties");
        shape.fields().forEach((name, field) -> properties.set(name, node(field)));
        shape.fields().keySet().forEach(node.putArray("required")::add);
        return node.put("additionalProperties", false);
    }
}
