package io.nuzantara.execution.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes what happened as server-sent events (WHATWG HTML, section 9.2); JSON has no line ends, so one {@code data} line. */
@Component
class Frames {

    /** Keeps the connection open where nothing happens, and finds out that the client has gone. */
    static final String COMMENT = ": nothing new\n\n";

    private static final TypeReference<SequencedMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final JsonMapper json;

    Frames(JsonMapper json) {
        this.json = json;
    }

    /**
     * What a stream begins with: the place it begins at, so that nothing is lost even when the connection is cut before the
     * first event, and to connect again after a second.
     */
    static String head(Place place) {
        return "retry: 1000\nid: %d\n\n".formatted(place.after());
    }

    /** With the id by which a client resumes. */
    String of(Happened event) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("execution_id", event.execution());
        fields.put("agent_name", event.agent());
        fields.put("seq", event.seq());
        fields.put("at", event.at().toString());
        fields.put("kind", event.kind());
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(event.number(), event.kind(), text(fields, event.data()));
    }

    /** Without an id: it is the state of a moment, not part of the history. */
    String of(Standing standing) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("execution_id", standing.execution());
        fields.put("agent_name", standing.agent());
        fields.put("kind", "progress");
        return "event: progress\ndata: %s\n\n".formatted(text(fields, standing.data()));
    }

    /** The event's own fields come first and win over data of the same name. */
    private String text(Map<String, Object> fields, String data) {
        json.readValue(data, FIELDS).forEach(fields::putIfAbsent);
        return json.writeValueAsString(fields);
    }
}
