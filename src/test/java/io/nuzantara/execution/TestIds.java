package io.nuzantara.execution;

import java.time.Clock;

/** Ids for tests that build their classes by hand. */
public final class TestIds {

    private TestIds() {}

    public static UuidV7 create() {
        return new UuidV7(Clock.systemUTC());
    }
}
