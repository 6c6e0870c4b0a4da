package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

class EmitterConnectionTests {

    /** Whoever writes first commits the answer; when that is another thread, filters and it set headers at the same time. */
    @Test
    void headersHaveLeftBeforeAnotherThreadMayWrite() throws Exception {
        var answer = standaloneSetup(new Silent(new EmitterConnection()))
                .build()
                .perform(get("/silent"))
                .andReturn()
                .getResponse();

        assertThat(answer.isCommitted()).isTrue();
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getContentAsString()).isEmpty();
    }

    @Test
    void anAnswerWhoseLastBytesCannotBeSentEndsWithThatFailure() throws Exception {
        var connection = new EmitterConnection();
        var broken = new AtomicBoolean();
        Filter breaking = (request, answer, chain) -> chain.doFilter(request, new Breaking(answer, broken));
        var answer = standaloneSetup(new Silent(connection))
                .addFilters(breaking)
                .build()
                .perform(get("/silent"))
                .andReturn();
        broken.set(true);

        connection.close();

        assertThat(answer.getAsyncResult())
                .isInstanceOf(IllegalStateException.class)
                .hasFieldOrPropertyWithValue("message", "the client has gone");
    }

    /** An answer that cannot be sent any more once it is broken. */
    private static final class Breaking extends HttpServletResponseWrapper {
        private final AtomicBoolean broken;

        Breaking(ServletResponse answer, AtomicBoolean broken) {
            super((HttpServletResponse) answer);
            this.broken = broken;
        }

        @Override
        public void flushBuffer() throws IOException {
            if (broken.get()) {
                throw new IllegalStateException("the client has gone");
            }
            super.flushBuffer();
        }
    }

    @RestController
    static final class Silent {
        private final EmitterConnection connection;

        Silent(EmitterConnection connection) {
            this.connection = connection;
        }

        @GetMapping("/silent")
        ResponseEntity<ResponseBodyEmitter> silent() {
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(connection.emitter());
        }
    }
}
