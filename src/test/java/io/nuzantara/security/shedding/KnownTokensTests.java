package io.nuzantara.security.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownTokensTests {

    private final SettableTime time = new SettableTime();
    private final KnownTokens tokens = new KnownTokens(Duration.ofMinutes(1), time::currentTimeNanos);

    @Test
    void aTokenIsKnownForAMinuteAfterItWasAccepted() {
        assertThat(tokens.nameOf("nzt_1")).isEmpty();
        tokens.accepted("nzt_1", "nightly");

        time.advance(Duration.ofSeconds(59));
        assertThat(tokens.nameOf("nzt_1")).contains("nightly");
        assertThat(tokens.nameOf("nzt_2")).isEmpty();

        time.advance(Duration.ofSeconds(2));
        assertThat(tokens.nameOf("nzt_1")).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedIsForgottenAtOnce() {
        tokens.accepted("nzt_1", "nightly");

        tokens.refused("nzt_1");

        assertThat(tokens.nameOf("nzt_1")).isEmpty();
    }
}
