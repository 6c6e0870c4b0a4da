package io.nuzantara.security.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GateTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whoComesOnTopOfThoseAtWorkAndWaitingIsTurnedAwayAtOnce() throws Exception {
        var gate = new Gate(2, 1, LONG);
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(gate::enter);
            awaitWaiting(gate, 1);

            assertThat(gate.enter()).isFalse();
            assertThat(waiting.isDone()).isFalse();

            gate.leave();
            assertThat(waiting.get()).isTrue();
        }
        assertThat(gate.free()).isZero();
    }

    @Test
    void firstComeFirstServed() throws Exception {
        var gate = new Gate(1, 3, LONG);
        gate.enter();
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < 3; number++) {
                var mine = number;
                var _ = threads.submit(() -> {
                    gate.enter();
                    order.add(mine);
                    gate.leave();
                    return null;
                });
                awaitWaiting(gate, number + 1);
            }
            gate.leave();
        }

        assertThat(order).containsExactly(0, 1, 2);
        assertThat(gate.free()).isEqualTo(1);
    }

    @Test
    void aPlaceIsFreeAgainWhenTheTurnDidNotComeInTime() throws Exception {
        var gate = new Gate(1, 1, Duration.ofMillis(1));
        gate.enter();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.enter()).isFalse();

        gate.leave();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void aPlaceIsFreeAgainWhenTheWaitIsInterrupted() throws Exception {
        var gate = new Gate(1, 1, LONG);
        gate.enter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = threads.submit(gate::enter);
            awaitWaiting(gate, 1);
            waiting.cancel(true);
            Awaitility.await().until(() -> gate.waiting() == 0);

            var next = threads.submit(gate::enter);
            awaitWaiting(gate, 1);
            gate.leave();
            assertThat(next.get()).isTrue();
        }
    }

    private static void awaitWaiting(Gate gate, int number) {
        Awaitility.await().until(() -> gate.waiting() == number);
    }
}
