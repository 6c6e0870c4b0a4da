package io.nuzantara.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of one conversation row. The order of the file is the order; a message without a time gets that of the
 * message before it, and the conversation says that its times are estimated.
 */
final class MessageRows {

    private static final int MOST = 2_000;
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("user", "user"),
            Map.entry("client", "user"),
            Map.entry("customer", "user"),
            Map.entry("human", "user"),
            Map.entry("contact", "user"),
            Map.entry("assistant", "assistant"),
            Map.entry("bot", "assistant"),
            Map.entry("ai", "assistant"),
            Map.entry("staff", "staff"),
            Map.entry("operator", "staff"),
            Map.entry("human_agent", "staff"),
            Map.entry("system", "system"));

    private record Message(
            String role, String content, @Nullable Instant at, Optional<String> author, Optional<String> externalId) {}

    private final Row row;

    MessageRows(Row row) {
        this.row = row;
    }

    void read() {
        var messages = messages();
        var started = row.storeEvent("started_at")
                .or(() -> messages.stream()
                        .map(Message::at)
                        .flatMap(at -> Optional.ofNullable(at).stream())
                        .findFirst());
        var estimated = started.isEmpty() || messages.stream().anyMatch(message -> message.at() == null);
        warnWhenBackwards(messages);
        row.store("times_estimated", JsonNodeFactory.instance.booleanNode(estimated), Boolean.toString(estimated));
        store(messages, started);
        if (!row.has("language")) {
            guessLanguage(messages);
        }
    }

    private List<Message> messages() {
        var field = row.raw("messages");
        if (field == null || !field.isArray() || field.size() > MOST) {
            throw new RowRefused("messages", RefusalCode.MESSAGES_MISSING);
        }
        var messages = new ArrayList<Message>();
        field.forEach(element -> message(element).ifPresent(messages::add));
        if (messages.isEmpty()) {
            throw new RowRefused("messages", RefusalCode.MESSAGES_MISSING);
        }
        return messages;
    }

    private Optional<Message> message(JsonNode element) {
        if (!(element instanceof ObjectNode object)) {
            throw new RowRefused("messages", RefusalCode.NOT_AN_OBJECT);
        }
        var role = ROLES.get(text(object, "role", 100)
                .orElseThrow(() -> new RowRefused("messages.role", RefusalCode.VALUE_MISSING))
                .toLowerCase(Locale.ROOT));
        if (role == null) {
            throw new RowRefused("messages.role", RefusalCode.BAD_ROLE);
        }
        var content = text(object, "content", 100_000).or(() -> text(object, "text", 100_000));
        if (content.isEmpty()) {
            row.warn(WarningCode.MESSAGE_EMPTY);
            return Optional.empty();
        }
        var at = row.event("messages.at", object.get("at")).orElse(null);
        return Optional.of(
                new Message(role, content.get(), at, text(object, "author", 200), text(object, "external_id", 200)));
    }

    private static Optional<String> text(ObjectNode message, String name, int longest) {
        var field = message.get(name);
        return field == null ? Optional.empty() : Row.text("messages." + name, field, longest);
    }

    private void warnWhenBackwards(List<Message> messages) {
        var times = messages.stream()
                .map(Message::at)
                .flatMap(at -> Optional.ofNullable(at).stream())
                .toList();
        for (var i = 1; i < times.size(); i++) {
            if (times.get(i).isBefore(times.get(i - 1))) {
                row.warn(WarningCode.TIMES_OUT_OF_ORDER);
            }
        }
    }

    private void store(List<Message> messages, Optional<Instant> started) {
        var nodes = JsonNodeFactory.instance.arrayNode();
        var written = new StringBuilder();
        var said = started.map(row::moved).orElse(row.context().now().toString());
        var first = said;
        var last = Instant.parse(said);
        for (var message : messages) {
            var at = message.at();
            said = at == null ? said : row.moved(at);
            last = last.isAfter(Instant.parse(said)) ? last : Instant.parse(said);
            var node = nodes.addObject()
                    .put("role", message.role())
                    .put("content", message.content())
                    .put("said_at", said);
            message.author().ifPresent(author -> node.put("author", author));
            message.externalId().ifPresent(id -> node.put("external_id", id));
            written.append(message).append('\u0000');
        }
        row.store("messages", nodes, written.toString());
        row.derive("started_at", first);
        row.derive("last_message_at", last.toString());
        row.derive("message_count", messages.size());
    }

    private void guessLanguage(List<Message> messages) {
        var text = messages.stream()
                .filter(message -> !message.role().equals("system"))
                .map(Message::content)
                .limit(50)
                .collect(Collectors.joining("\n"));
        var language = LanguageGuess.of(text);
        if (!language.equals(LanguageGuess.UNKNOWN)) {
            row.derive("guessed_language", language);
        }
    }
}
