package io.nuzantara.execution.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

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
        var answer = standaloneSetup(new Silent())
                .build()
                .perform(get("/silent"))
                .andReturn()
                .getResponse();

        assertThat(answer.isCommitted()).isTrue();
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getContentAsString()).isEmpty();
    }

    @RestController
    static final class Silent {

        @GetMapping("/silent")
        ResponseEntity<ResponseBodyEmitter> silent() {
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new EmitterConnection().emitter());
        }
    }
}
