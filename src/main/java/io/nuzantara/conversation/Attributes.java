package io.nuzantara.conversation;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Columns of the source that mean nothing to us, kept as text: but not what nobody should hold. */
final class Attributes {

    private static final int MOST = 50;
    private static final int LONGEST = 4_000;
    private static final Pattern SENSITIVE =
            Pattern.compile("(?i)(.*[_ -])?(password|passwd|pwd|pin|pin_?code|cvv2?|cvc|card_?(number|no)|passport.*)");

    private final Row row;
    private final ImportContext context;

    Attributes(Row row, ImportContext context) {
        this.row = row;
        this.context = context;
    }

    ObjectNode of(ObjectNode fields, Set<String> known) {
        var attributes = JsonNodeFactory.instance.objectNode();
        fields.properties().forEach(field -> {
            var name = field.getKey();
            if (!known.contains(name) && !name.startsWith("_")) {
                add(attributes, name, field.getValue());
            }
        });
        if (attributes.size() > MOST) {
            throw new RowRefused("", RefusalCode.TOO_MANY_COLUMNS);
        }
        return attributes;
    }

    private void add(ObjectNode attributes, String name, JsonNode value) {
        if (context.strict()) {
            throw new RowRefused(shown(name), RefusalCode.UNKNOWN_COLUMN);
        }
        if (isDropped(name)) {
            row.warn(WarningCode.SENSITIVE_COLUMN);
        } else if (name.isBlank() || name.length() > 100) {
            throw new RowRefused(shown(name), RefusalCode.UNKNOWN_COLUMN);
        } else if (value.isNull()) {
            attributes.putNull(name);
        } else {
            attributes.put(name, text(name, value));
        }
    }

    private String text(String name, JsonNode value) {
        var text = value.isString()
                ? value.stringValue()
                : withoutSensitive(value.deepCopy()).toString();
        if (text.length() > LONGEST) {
            throw new RowRefused(name, RefusalCode.VALUE_TOO_LONG);
        }
        return text;
    }

    private JsonNode withoutSensitive(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var sensitive =
                    object.propertyNames().stream().filter(this::isDropped).toList();
            sensitive.forEach(name -> row.warn(WarningCode.SENSITIVE_COLUMN));
            object.remove(sensitive);
        }
        value.forEach(this::withoutSensitive);
        return value;
    }

    private boolean isDropped(String name) {
        return !context.keepSensitive() && isSensitive(name);
    }

    /** Whether a column of this name holds what nobody should hold. */
    static boolean isSensitive(String name) {
        return SENSITIVE.matcher(name).matches();
    }

    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) : name;
    }
}
