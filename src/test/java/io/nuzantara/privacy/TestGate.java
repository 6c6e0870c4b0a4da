package io.nuzantara.privacy;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The door, for tests of other modules that build their classes by hand. */
public final class TestGate {

    private TestGate() {}

    public static ClientGate on(JdbcClient jdbc) {
        return new ClientGate(new ClientTable(jdbc));
    }
}
