package io.nuzantara.execution.web;

import io.nuzantara.execution.events.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The answer to one client. It lasts an hour at most: a client whose token was revoked does not get another one. */
final class EmitterConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(EmitterConnection.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final ResponseBodyEmitter emitter = new HeadersFirst();

    EmitterConnection() {
        emitter.onTimeout(emitter::complete);
    }

    /**
     * Sends the headers in the thread of the request. Sent with the first event, by the thread that writes events, they were
     * set by both threads at once: filters add theirs when they see the answer go out, and again when the request's thread
     * comes back to them.
     */
    private static final class HeadersFirst extends ResponseBodyEmitter {

        HeadersFirst() {
            super(LONGEST.toMillis());
        }

        @Override
        protected void extendResponse(ServerHttpResponse answer) {
            try {
                answer.getBody(); // whose answer has no body yet is not flushed
                answer.flush();
            } catch (IOException e) {
                LOG.debug("A client has gone before its first event", e);
            }
        }
    }

    ResponseBodyEmitter emitter() {
        return emitter;
    }

    @Override
    public void write(String text) throws IOException {
        try {
            emitter.send(text, TEXT);
        } catch (IllegalStateException e) {
            throw new IOException("the answer has ended", e);
        }
    }

    /** An answer whose last bytes cannot be sent ends with that failure: otherwise it would stay open for its whole hour. */
    @Override
    public void close() {
        try {
            emitter.complete();
        } catch (RuntimeException e) {
            LOG.debug("The last of an answer could not be sent", e);
            emitter.completeWithError(e);
        }
    }
}
