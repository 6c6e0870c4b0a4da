package io.nuzantara.orchestrator;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of this module, wired by hand for tests of other modules. */
public final class TestCycles {

    private TestCycles() {}

    public static CycleAccount account(JdbcClient jdbc) {
        return new CycleAccount(jdbc);
    }

    public static CycleSwitch cycleSwitch(JdbcClient jdbc, Clock clock) {
        return new CycleSwitch(jdbc, TestAgent.SETTINGS, clock);
    }
}
