package io.nuzantara.llm;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A short form of {@link SpendingIT}. */
class SpendingProofTests {

    @Test
    void processesThatAreKilledNeverSpendMoreThanTheDay() throws IOException {
        try (var rounds = new SpendingRounds("4", Long.getLong("nuzantara.seed", System.nanoTime()))) {
            rounds.spend(2, 600, 2);
            rounds.check();
        }
    }
}
