package io.nuzantara.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The redaction of one conversation, or of whatever belongs together: the same value has the same placeholder in all its
 * texts. Not thread safe.
 */
public final class Redaction {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final ClientItems clients;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<Kind, Integer> numbers = new HashMap<>();

    Redaction(ClientItems clients) {
        this.clients = clients;
    }

    /** The text without its personal items. */
    public RedactedText redact(String text) {
        var out = new StringBuilder(text.length());
        var replaced = new ArrayList<RedactedText.Replaced>();
        var from = 0;
        for (var item : Finders.all(text, clients)) {
            var placeholder = placeholder(item.kind(), text.substring(item.start(), item.end()));
            out.append(text, from, item.start());
            replaced.add(new RedactedText.Replaced(out.length(), placeholder, item.kind(), item.start(), item.end()));
            out.append(placeholder);
            from = item.end();
        }
        out.append(text, from, text.length());
        return new RedactedText(out.toString(), replaced);
    }

    /**
     * The same JSON with each of its texts redacted; numbers and truth values stay, and names of fields that look like those
     * of programs.
     */
    public JsonNode redact(JsonNode json) {
        if (json.isString()) {
            return NODES.stringNode(redact(json.asString()).text());
        }
        if (json instanceof ArrayNode array) {
            var redacted = NODES.arrayNode();
            array.forEach(element -> redacted.add(redact(element)));
            return redacted;
        }
        if (json.isObject()) {
            var redacted = NODES.objectNode();
            json.properties().forEach(field -> redacted.set(name(field.getKey()), redact(field.getValue())));
            return redacted;
        }
        return json;
    }

    private String name(String field) {
        return FIELD.matcher(field).matches() ? field : redact(field).text();
    }

    /** The texts in their order. */
    public List<RedactedText> redactAll(List<String> texts) {
        return texts.stream().map(this::redact).toList();
    }

    private String placeholder(Kind kind, String value) {
        return placeholders.computeIfAbsent(
                kind + ":" + essence(kind, value),
                key -> "[%s_%d]".formatted(kind, numbers.merge(kind, 1, Integer::sum)));
    }

    /** The same number with other dashes is the same number. */
    private static String essence(Kind kind, String value) {
        var folded = String.join(" ", Words.folded(value));
        return switch (kind) {
            case NAME -> folded;
            case EMAIL, URL -> value.toLowerCase(Locale.ROOT);
            case PHONE, PASSPORT, KITAS, NIK, NPWP, IBAN, CARD, ADDRESS, BIRTH_DATE, NUMBER ->
                folded + value.replaceAll("\\D", "");
        };
    }
}
