package io.nuzantara.security.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderLimitsTests {

    private static final SheddingSettings SETTINGS =
            new SheddingSettings(10, 20, 2, 4, 1, 0, 1, 0, 1, 0, Duration.ZERO);
    private static final Sender ANNA = new Sender.Known("anna");

    private final SettableTime time = new SettableTime();
    private final SenderLimits limits = new SenderLimits(SETTINGS, time);

    @Test
    void aSenderMaySpendItsBurstAndIsThenToldWhenTheNextRequestIsTaken() {
        assertThat(takenOf(100, ANNA)).isEqualTo(20);
        assertThat(limits.refuse(ANNA)).contains(Duration.ofMillis(100));

        time.advance(Duration.ofMillis(99));
        assertThat(limits.refuse(ANNA)).contains(Duration.ofMillis(1));
        time.advance(Duration.ofMillis(1));
        assertThat(limits.refuse(ANNA)).isEmpty();
        assertThat(limits.refuse(ANNA)).isPresent();
    }

    @Test
    void whoIsRefusedPaysNothingForIt() {
        takenOf(1_000, ANNA);

        time.advance(Duration.ofSeconds(1));

        assertThat(takenOf(100, ANNA)).isEqualTo(10);
    }

    @Test
    void oneSenderLeavesTheOthersTheirs() {
        takenOf(100, ANNA);

        assertThat(takenOf(100, new Sender.Known("bruno"))).isEqualTo(20);
        assertThat(takenOf(100, new Sender.Unknown("anna")))
                .as("an address that reads like a name")
                .isEqualTo(4);
        assertThat(takenOf(100, new Sender.Unknown("192.0.2.1"))).isEqualTo(4);
    }

    @Test
    void aFloodOfAddressesTakesBoundedMemoryAndNothingFromCallers() {
        takenOf(100, ANNA);

        IntStream.range(0, 50_000).forEach(number -> limits.refuse(new Sender.Unknown("10." + number)));

        assertThat(limits.remembered()).isLessThanOrEqualTo(10_001);
        assertThat(limits.refuse(ANNA)).as("still out of tokens").isPresent();
    }

    @Test
    void aSenderIsForgottenWhenThatChangesNothing() {
        takenOf(100, ANNA);
        time.advance(Duration.ofMillis(1_900));
        assertThat(limits.remembered()).isEqualTo(1);

        time.advance(Duration.ofSeconds(2));

        assertThat(limits.remembered()).isZero();
        assertThat(takenOf(100, ANNA)).isEqualTo(20);
    }

    private long takenOf(int requests, Sender sender) {
        return IntStream.range(0, requests)
                .mapToObj(_ -> limits.refuse(sender))
                .filter(Optional::isEmpty)
                .count();
    }
}
