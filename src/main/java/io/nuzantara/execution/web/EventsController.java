package io.nuzantara.execution.web;

import io.nuzantara.execution.events.LiveEvents;
import io.nuzantara.execution.events.Opening;
import io.nuzantara.security.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Server-sent events of executions. HEAD is answered with the headers alone: it opens no stream. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class EventsController {

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final LiveEvents events;

    EventsController(LiveEvents events) {
        this.events = events;
    }

    /** The events of one execution from its first one, or after the last one the client has; ends with the execution. */
    @GetMapping(
            path = "/api/autonomous-agents/executions/{executionId}/events",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasAuthority('execution:read')")
    ResponseEntity<ResponseBodyEmitter> ofExecution(
            HttpMethod method,
            @PathVariable String executionId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "last_event_id", required = false) @Nullable String query) {
        var id = Ids.uuid(executionId).orElseThrow(() -> AgentProblems.executionUnknown(executionId));
        var given = after(header, query);
        var after = given == null ? 0 : given;
        if (method.equals(HttpMethod.HEAD)) {
            return answer(events.look(id, after), null, executionId);
        }
        var connection = new EmitterConnection();
        return answer(events.follow(id, after, connection), connection, executionId);
    }

    /** The events of all executions from now on, or after the last one the client has. */
    @GetMapping(path = "/api/autonomous-agents/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasAuthority('execution:read')")
    ResponseEntity<ResponseBodyEmitter> ofAll(
            HttpMethod method,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "last_event_id", required = false) @Nullable String query) {
        var after = after(header, query);
        if (method.equals(HttpMethod.HEAD)) {
            return answer(events.lookAtAll(after), null, "");
        }
        var connection = new EmitterConnection();
        return answer(events.followAll(after, connection), connection, "");
    }

    /** Browsers repeat the first address and say in the header how far they have come since: the header wins. */
    private static @Nullable Long after(@Nullable String header, @Nullable String query) {
        var text = header == null || header.isEmpty() ? query : header;
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw AgentProblems.invalid("last_event_id", "it must be the id of an event of this stream");
        }
        return Long.parseLong(text);
    }

    private static ResponseEntity<ResponseBodyEmitter> answer(
            Opening opening, @Nullable EmitterConnection connection, String executionId) {
        return switch (opening) {
            case Opening.Streaming() -> streaming(connection);
            case Opening.Ended() -> ResponseEntity.noContent().build();
            case Opening.Unknown() -> throw AgentProblems.executionUnknown(executionId);
            case Opening.Ahead(var newest) ->
                throw AgentProblems.invalid("last_event_id", "the last event of this stream is " + newest);
            case Opening.TooMany(var limit) -> throw tooMany(limit);
        };
    }

    private static ResponseEntity<ResponseBodyEmitter> streaming(@Nullable EmitterConnection connection) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(connection == null ? null : connection.emitter());
    }

    private static Problem tooMany(int limit) {
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-streams",
                        "Too many clients follow events",
                        "This node streams events to %d clients, which is all it takes. Ask again later, or poll the execution."
                                .formatted(limit))
                .retryAfter(AGAIN);
    }
}
