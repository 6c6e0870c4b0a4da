package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.llm.provider.Called;
import io.nuzantara.llm.provider.Fault;
import io.nuzantara.security.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTests {

    private static final String PROVIDER = "openrouter";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));
    private final List<ProviderAccess> told = new ArrayList<>();
    private final Breakers breakers = new Breakers(told::add, clock);

    private void fail(Fault fault, int times) {
        for (var time = 0; time < times; time++) {
            breakers.learn(PROVIDER, new Called.Failed<>(fault, "", null));
        }
    }

    private void answer() {
        breakers.learn(PROVIDER, new Called.Answered<>("", "", "", null));
    }

    @Test
    void lookingTakesNoProbe() {
        fail(Fault.SERVER_ERROR, 5);
        clock.advance(Duration.ofSeconds(30));

        assertThat(breakers.look(PROVIDER)).isEmpty();
        assertThat(breakers.look(PROVIDER)).isEmpty();
        assertThat(breakers.admit(PROVIDER)).isEmpty();
        assertThat(breakers.admit(PROVIDER)).isPresent();
    }

    @Test
    void whatOneClientWroteAndWasForbiddenKeepsNobodyElseOut() {
        fail(Fault.FORBIDDEN, 2);
        assertThat(breakers.admit(PROVIDER)).isEmpty();
        answer();
        fail(Fault.FORBIDDEN, 2);

        assertThat(breakers.admit(PROVIDER)).isEmpty();
        assertThat(told).containsExactly(new ProviderAccess(PROVIDER, true));
    }

    @Test
    void aProviderThatForbidsCallAfterCallIsProbedEveryTenMinutesAndTold() {
        fail(Fault.FORBIDDEN, 3);

        assertThat(breakers.admit(PROVIDER)).hasValueSatisfying(refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.NOT_AUTHORISED);
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(10));
        });
        clock.advance(Duration.ofMinutes(10));
        assertThat(breakers.admit(PROVIDER)).isEmpty();
        assertThat(breakers.admit(PROVIDER)).isPresent();
        answer();
        assertThat(breakers.admit(PROVIDER)).isEmpty();
        assertThat(told).containsExactly(new ProviderAccess(PROVIDER, false), new ProviderAccess(PROVIDER, true));
    }

    @Test
    void aRefusedKeyIsToldOnceAndStaysRefused() {
        fail(Fault.NOT_AUTHORISED, 2);
        clock.advance(Duration.ofDays(1));

        assertThat(breakers.admit(PROVIDER)).isPresent();
        assertThat(told).containsExactly(new ProviderAccess(PROVIDER, false));
    }
}
