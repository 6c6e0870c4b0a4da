package io.nuzantara.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInLinksTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));
    private final SignInLinks links = new SignInLinks("https://nuzantara.example/", clock);

    @Test
    void peopleElsewhereReachTheServiceAtItsPublicAddress() {
        assertThat(links.publicAddress()).contains("https://nuzantara.example");
        assertThat(new SignInLinks("", clock).publicAddress()).isEmpty();
    }

    @Test
    void aLinkWorksOnce() {
        var code = code();

        assertThat(links.consume(code)).isTrue();
        assertThat(links.consume(code)).isFalse();
    }

    @Test
    void aLinkWorksForThirtyMinutes() {
        var first = code();
        var second = code();

        clock.advance(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(links.consume(first)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.consume(second)).isFalse();
    }

    @Test
    void aMadeUpCodeIsRefused() {
        assertThat(links.consume("")).isFalse();
        assertThat(links.consume("0".repeat(64))).isFalse();
    }

    private String code() {
        var link = links.create();
        assertThat(link).matches("/sign-in\\?code=[0-9a-f]{64}");
        return link.substring(link.indexOf('=') + 1);
    }
}
