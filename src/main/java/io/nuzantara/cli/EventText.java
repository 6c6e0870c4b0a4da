package io.nuzantara.cli;

import io.nuzantara.cli.EventParser.Event;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Events in words. */
final class EventText {

    private static final Set<String> OF_EVERY_EVENT = Set.of("execution_id", "agent_name", "seq", "at", "kind");

    private EventText() {}

    /** When it was, what it was, and what more is known of it. */
    static String line(Event event) {
        var facts = event.data().properties().stream()
                .filter(fact -> !OF_EVERY_EVENT.contains(fact.getKey()))
                .map(fact -> Words.name(fact.getKey()) + " " + text(fact.getValue()))
                .collect(Collectors.joining(", "));
        return "%s  %s%s"
                .formatted(
                        event.data().path("at").asString("-"),
                        Words.name(event.kind()),
                        facts.isEmpty() ? "" : "  " + facts);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : value.toString();
    }

    /** Where the execution stands. */
    static String progress(Event event) {
        var data = event.data();
        var phase = data.path("phase").asString("");
        var total = data.path("total").asLong(0);
        return data.path("agent_name").asString("")
                + (phase.isEmpty() ? "" : ", " + phase)
                + (total == 0 ? "" : ", %d of %d".formatted(data.path("done").asLong(0), total));
    }
}
