package io.nuzantara.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows of type {@code conversations}. */
@Component
class ConversationRows implements ImportType {

    private static final List<String> IDS = List.of("conversation_id", "id", "external_id");
    private static final Set<String> KNOWN = Set.of(
            "conversation_id",
            "id",
            "external_id",
            "messages",
            "client_id",
            "client",
            "channel",
            "language",
            "topic",
            "started_at",
            "ended_at",
            "rating",
            "rated_at",
            "client_feedback",
            "feedback",
            "prompt_version",
            "votes");
    private static final int MOST_TOPICS = 100;
    private static final int MOST_VOTES = 1_000;
    private static final double LARGEST_VOTE = 1e300;

    private final ConversationStatements conversations;

    ConversationRows(ConversationStatements conversations) {
        this.conversations = conversations;
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public Set<String> requiredColumns() {
        return Set.of("messages");
    }

    @Override
    public Set<String> knownColumns() {
        return KNOWN;
    }

    @Override
    public CheckedRow check(long number, ObjectNode fields, ImportContext context) {
        return Row.checked(number, fields, context, KNOWN, ConversationRows::read);
    }

    private static void read(Row row) {
        row.store(
                "id",
                Row.id(
                        "conversation_id",
                        first(row, IDS, 100)
                                .orElseThrow(() -> new RowRefused("conversation_id", RefusalCode.VALUE_MISSING))));
        client(row);
        row.storeText("channel", 50);
        row.storeMapped("language", 100, ClientRows::language);
        topics(row);
        new MessageRows(row).read();
        row.storeEvent("ended_at");
        rating(row);
        row.storeEvent("rated_at");
        firstOf(row, "client_feedback", "feedback", 5_000);
        row.storeText("prompt_version", 100);
        votes(row);
    }

    private static Optional<String> first(Row row, List<String> columns, int longest) {
        return columns.stream()
                .flatMap(column -> row.text(column, longest).stream())
                .findFirst();
    }

    private static void client(Row row) {
        var id = row.text("client_id", 100).or(() -> externalId(row.raw("client")));
        if (id.isPresent()) {
            row.store("client_id", Row.id("client_id", id.get()));
        } else {
            row.clear("client_id");
        }
    }

    private static Optional<String> externalId(@Nullable JsonNode client) {
        return client instanceof ObjectNode object && object.has("external_id")
                ? Row.text("client", object.get("external_id"), 100)
                : Optional.empty();
    }

    /** One topic or several: the first is the topic, all are tags. */
    private static void topics(Row row) {
        var field = row.raw("topic");
        if (field == null || field.isNull()) {
            row.clear("topic");
            return;
        }
        var topics = JsonNodeFactory.instance.arrayNode();
        for (var element : field.isArray() ? field : List.of(field)) {
            Row.text("topic", element, 200).ifPresent(topics::add);
        }
        if (topics.size() > MOST_TOPICS) {
            throw new RowRefused("topic", RefusalCode.VALUE_TOO_LONG);
        }
        if (!topics.isEmpty()) {
            row.store("topics", topics, topics.toString());
            row.store("topic", topics.get(0).stringValue());
        }
    }

    private static void rating(Row row) {
        var text = row.text("rating", 40);
        if (text.isEmpty()) {
            row.clear("rating");
            return;
        }
        var rating = Row.number("rating", text.get(), -LARGEST_VOTE, LARGEST_VOTE);
        if (rating == 0) {
            row.warn(WarningCode.RATING_ZERO);
            row.drop("rating");
        } else if (rating >= 1 && rating <= 5) {
            row.store("rating", JsonNodeFactory.instance.numberNode(rating), Double.toString(rating));
        } else {
            throw new RowRefused("rating", RefusalCode.RATING_OUT_OF_RANGE);
        }
    }

    private static void firstOf(Row row, String column, String other, int longest) {
        var text = first(row, List.of(column, other), longest);
        if (text.isPresent()) {
            row.store(column, text.get());
        } else {
            row.clear(column);
        }
    }

    /** Scores of several raters on a scale of their own; never clamped. */
    private static void votes(Row row) {
        var field = row.raw("votes");
        if (field == null || field.isNull()) {
            row.clear("votes");
            return;
        }
        var votes = JsonNodeFactory.instance.arrayNode();
        for (var element : field.isArray() ? field : List.of(field)) {
            Row.text("votes", element, 40)
                    .map(text -> Row.number("votes", text, -LARGEST_VOTE, LARGEST_VOTE))
                    .ifPresent(votes::add);
        }
        if (votes.size() > MOST_VOTES) {
            throw new RowRefused("votes", RefusalCode.VALUE_TOO_LONG);
        }
        row.store("votes", votes, votes.toString());
    }

    @Override
    public AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        return conversations.apply(rows, context);
    }
}
