package io.nuzantara.clientvalue;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestScores {

    private TestScores() {}

    public static ScoreTotals totals(JdbcClient jdbc) {
        return new ScoreTotals(jdbc);
    }
}
