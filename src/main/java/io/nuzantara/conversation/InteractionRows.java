package io.nuzantara.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows of type {@code interactions}. */
@Component
class InteractionRows implements ImportType {

    private static final Set<String> REQUIRED = Set.of("id", "client_id", "type", "occurred_at");
    private static final Set<String> KNOWN =
            Set.of("id", "client_id", "type", "direction", "channel", "summary", "sentiment", "occurred_at");
    private static final Map<String, String> TYPES = Map.of(
            "chat",
            "chat",
            "email",
            "email",
            "whatsapp",
            "whatsapp",
            "call",
            "call",
            "meeting",
            "meeting",
            "note",
            "note");
    private static final Map<String, String> DIRECTIONS = Map.of("inbound", "inbound", "outbound", "outbound");
    private static final Map<String, String> FEELINGS = Map.of("positive", "1", "neutral", "0", "negative", "-1");
    private static final String OWN_MESSAGE = "whatsapp_nurture";

    private final InteractionStatements interactions;

    InteractionRows(InteractionStatements interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "interactions";
    }

    @Override
    public int order() {
        return 3;
    }

    @Override
    public Set<String> requiredColumns() {
        return REQUIRED;
    }

    @Override
    public Set<String> knownColumns() {
        return KNOWN;
    }

    @Override
    public CheckedRow check(long number, ObjectNode fields, ImportContext context) {
        return Row.checked(number, fields, context, KNOWN, InteractionRows::read);
    }

    private static void read(Row row) {
        row.storeId("id");
        row.store("client_id", Row.id("client_id", row.required("client_id", 100)));
        var type = row.required("type", 100).toLowerCase(Locale.ROOT);
        var automated = type.equals(OWN_MESSAGE);
        row.store("type", automated ? "whatsapp" : Row.oneOf("type", TYPES).apply(type));
        row.store("automated", JsonNodeFactory.instance.booleanNode(automated), Boolean.toString(automated));
        row.storeMapped("direction", 100, Row.oneOf("direction", DIRECTIONS));
        if (automated) {
            row.store("direction", "outbound");
        }
        row.storeText("channel", 50);
        row.storeText("summary", 10_000);
        sentiment(row);
        row.required("occurred_at", 40);
        row.storeEvent("occurred_at");
    }

    /** Urgency is no feeling: the sentiment stays unknown and a tag says that it was urgent. */
    private static void sentiment(Row row) {
        var text = row.text("sentiment", 40).map(word -> word.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            row.clear("sentiment");
            return;
        }
        var urgent = text.get().equals("urgent");
        var tags = JsonNodeFactory.instance.arrayNode();
        if (urgent) {
            tags.add("urgent");
            row.drop("sentiment");
        } else {
            var value = Row.number("sentiment", FEELINGS.getOrDefault(text.get(), text.get()), -1, 1);
            row.store("sentiment", JsonNodeFactory.instance.numberNode(value), Double.toString(value));
        }
        row.store("tags", tags, tags.toString());
    }

    @Override
    public AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        return interactions.apply(rows, context);
    }
}
