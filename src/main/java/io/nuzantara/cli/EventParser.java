package io.nuzantara.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events line by line (WHATWG HTML, section 9.2.6). */
final class EventParser {

    private @Nullable String lastId;
    private @Nullable String unfinishedId;
    private String kind = "";
    private final StringBuilder data = new StringBuilder();

    /**
     * One event.
     *
     * @param kind its name, e.g. {@code step_completed}
     * @param data what it says, as the API writes it
     */
    record Event(String kind, JsonNode data) {

        boolean isProgress() {
            return kind.equals("progress");
        }

        boolean isFinal() {
            return kind.equals("completed") || kind.equals("failed") || kind.equals("cancelled");
        }

        long seq() {
            return data.path("seq").asLong(0);
        }
    }

    /** The id that a client shows to go on behind the last event; null before the first. */
    @Nullable
    String lastId() {
        return lastId;
    }

    /** Takes the next line; an empty one ends an event. */
    Optional<Event> line(String line) {
        if (line.isEmpty()) {
            return dispatched();
        }
        var colon = line.indexOf(':');
        if (colon != 0) {
            var value = colon < 0 ? "" : line.substring(colon + 1);
            field(colon < 0 ? line : line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }
        return Optional.empty();
    }

    private void field(String name, String value) {
        switch (name) {
            case "id" -> unfinishedId = value;
            case "event" -> kind = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // the standard says: ignored
            }
        }
    }

    /** Only an event that came whole is one the client has. */
    private Optional<Event> dispatched() {
        lastId = unfinishedId;
        var event = data.isEmpty() ? Optional.<Event>empty() : json().map(said -> new Event(kind, said));
        forgetUnfinished();
        return event;
    }

    private Optional<JsonNode> json() {
        try {
            return Optional.of(Json.tree(data.toString()));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** What a cut connection left behind is no event. */
    void forgetUnfinished() {
        unfinishedId = lastId;
        kind = "";
        data.setLength(0);
    }
}
