package io.nuzantara.llm.fake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it arrived.
 *
 * @param number 1 for the first of this server
 * @param at when it was read completely
 * @param path path of the address
 * @param headers by lower-case name
 * @param body as it arrived
 */
public record Received(int number, Instant at, String path, Map<String, String> headers, String body) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Whether it speaks Anthropic's protocol. */
    public boolean isAnthropic() {
        return path.endsWith("/messages");
    }

    /** Whether it asks for embeddings. */
    public boolean isEmbedding() {
        return path.endsWith("/embeddings");
    }

    /** The body, parsed. */
    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /** The model that is asked for. */
    public String model() {
        return json().path("model").asString("");
    }

    /** The instructions. */
    public String system() {
        var anthropic = json().path("system");
        return anthropic.isMissingNode() || anthropic.isNull()
                ? json().path("messages").path(0).path("content").asString("")
                : text(anthropic);
    }

    /** What the user said last. */
    public String user() {
        var messages = json().path("messages");
        return text(messages.path(messages.size() - 1).path("content"));
    }

    private static String text(JsonNode content) {
        return content.isString()
                ? content.stringValue()
                : content.path(0).path("text").asString("");
    }

    /** The input between the fences, parsed; null when there are none. */
    public @Nullable JsonNode input() {
        var text = user();
        var from = text.indexOf("<input>");
        var to = text.indexOf("</input>");
        return from < 0 || to < 0 ? null : MAPPER.readTree(text.substring(from + "<input>".length(), to));
    }

    /** The schema of the answer. */
    public JsonNode schema() {
        return isAnthropic()
                ? json().path("output_config").path("format").path("schema")
                : json().path("response_format").path("json_schema").path("schema");
    }

    /** What this provider takes for the request's tokens: a quarter of its bytes. */
    long tokens() {
        return Math.ceilDiv(body.getBytes(StandardCharsets.UTF_8).length, 4);
    }
}
