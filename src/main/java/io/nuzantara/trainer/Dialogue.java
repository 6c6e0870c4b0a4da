package io.nuzantara.trainer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the features read it.
 *
 * @param language as stored with the conversation; null when unknown
 * @param timesEstimated the times of the messages are not measured
 * @param firstName of the client; null when unknown
 * @param closed a practice of this client was opened or paid within 14 days; null when nobody can know yet
 */
record Dialogue(
        List<Message> messages,
        @Nullable String language,
        boolean timesEstimated,
        @Nullable String firstName,
        @Nullable Boolean closed) {

    /** Who speaks. */
    enum Role {
        USER,
        ASSISTANT,
        STAFF,
        SYSTEM
    }

    /** One message. */
    record Message(Role role, String text, Instant at) {}

    Dialogue {
        messages = List.copyOf(messages);
    }

    /** The texts of one speaker in their order. */
    List<String> texts(Role role) {
        return messages.stream()
                .filter(message -> message.role() == role)
                .map(Message::text)
                .toList();
    }

    int count(Role role) {
        return Math.toIntExact(
                messages.stream().filter(message -> message.role() == role).count());
    }
}
