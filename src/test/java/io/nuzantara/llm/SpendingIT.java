package io.nuzantara.llm;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Ten thousand calls of three processes, of which one dies every thousand calls. */
class SpendingIT {

    @Test
    void tenThousandCallsWithKillsNeverSpendMoreThanTheDay() throws IOException {
        try (var rounds = new SpendingRounds("60", Long.getLong("nuzantara.seed", System.nanoTime()))) {
            rounds.spend(3, 10_000, 9);
            rounds.check();
        }
    }
}
