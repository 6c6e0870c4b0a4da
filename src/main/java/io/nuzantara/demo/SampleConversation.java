package io.nuzantara.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of {@code conversations.jsonl}; the components in snake case are its fields. */
record SampleConversation(
        String conversationId,
        String clientId,
        String channel,
        String language,
        List<String> topic,
        Instant startedAt,
        List<Message> messages,
        @Nullable Double rating,
        @Nullable Instant ratedAt,
        @Nullable String clientFeedback,
        @Nullable String promptVersion) {

    SampleConversation {
        topic = List.copyOf(topic);
        messages = List.copyOf(messages);
    }

    /** One message; the author is given where a colleague of the office writes. */
    record Message(
            String role,
            String content,
            Instant at,
            @Nullable String author) {}

    Instant endedAt() {
        return messages.getLast().at();
    }
}
