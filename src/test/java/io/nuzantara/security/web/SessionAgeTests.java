package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionAgeTests {

    private final MockHttpSession session = new MockHttpSession();
    private final SettableClock clock = new SettableClock(Instant.ofEpochMilli(session.getCreationTime()));

    @Test
    void aSessionEndsAfterEightHours() throws Exception {
        clock.advance(Duration.ofHours(8));
        request();
        assertThat(session.isInvalid()).isFalse();

        clock.advance(Duration.ofMillis(1));
        request();
        assertThat(session.isInvalid()).isTrue();
    }

    private void request() throws Exception {
        var request = new MockHttpServletRequest();
        request.setSession(session);
        new SessionAge(clock).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
