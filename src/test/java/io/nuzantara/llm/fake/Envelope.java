package io.nuzantara.llm.fake;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers in the vendors' protocols. */
final class Envelope {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Envelope() {}

    static String of(Received request, String content, long input, long output) {
        var node = request.isAnthropic() ? anthropic(content) : openAi(content);
        node.put("model", request.model());
        var usage = node.putObject("usage");
        usage.put(request.isAnthropic() ? "input_tokens" : "prompt_tokens", input);
        usage.put(request.isAnthropic() ? "output_tokens" : "completion_tokens", output);
        if (!request.isAnthropic()) {
            usage.put("total_tokens", input + output);
        }
        return node.toString();
    }

    private static ObjectNode anthropic(String content) {
        var node = NODES.objectNode()
                .put("id", "msg_fake")
                .put("type", "message")
                .put("role", "assistant")
                .put("stop_reason", "end_turn");
        node.putArray("content").addObject().put("type", "text").put("text", content);
        return node;
    }

    private static ObjectNode openAi(String content) {
        var node = NODES.objectNode()
                .put("id", "chatcmpl-fake")
                .put("object", "chat.completion")
                .put("created", 1);
        var choice = node.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        return node;
    }

    /** Vectors of eight numbers that depend on the text alone. */
    static String embeddings(Received request, long input) {
        var node = NODES.objectNode().put("object", "list").put("model", request.model());
        var data = node.putArray("data");
        var texts = request.json().path("input");
        for (var i = 0; i < texts.size(); i++) {
            var vector =
                    data.addObject().put("object", "embedding").put("index", i).putArray("embedding");
            var hash = texts.get(i).asString("").hashCode();
            for (var bit = 0; bit < 8; bit++) {
                vector.add(((hash >> bit) & 1) == 0 ? 0.5 : -0.25);
            }
        }
        node.putObject("usage").put("prompt_tokens", input).put("total_tokens", input);
        return node.toString();
    }

    /** The smallest answer that fits a schema: first options, empty texts and lists, zeros. */
    static JsonNode fitting(JsonNode schema) {
        if (schema.has("anyOf")) {
            return NODES.nullNode();
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                var node = NODES.objectNode();
                schema.path("properties")
                        .properties()
                        .forEach(field -> node.set(field.getKey(), fitting(field.getValue())));
                yield node;
            }
            case "array" -> NODES.arrayNode();
            case "integer", "number" -> NODES.numberNode(0);
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.stringNode(schema.path("enum").path(0).asString(""));
        };
    }

    static String error(Received request, String type) {
        var node = NODES.objectNode();
        if (request.isAnthropic()) {
            node.put("type", "error");
        }
        node.putObject("error").put("type", type).put("message", "no");
        return node.toString();
    }
}
