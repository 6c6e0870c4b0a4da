package io.nuzantara.execution.web;

import io.nuzantara.execution.events.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The answer to one client. It lasts an hour at most: a client whose token was revoked does not get another one. */
final class EmitterConnection implements Connection {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final ResponseBodyEmitter emitter = new ResponseBodyEmitter(LONGEST.toMillis());

    EmitterConnection() {
        emitter.onTimeout(emitter::complete);
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

    @Override
    public void close() {
        emitter.complete();
    }
}
