package io.nuzantara.security;

import io.nuzantara.database.DataDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stop for tests of other modules: it waits for its database on a busy machine too. */
public final class TestSwitch {

    private static final Duration LONG = Duration.ofMinutes(1);

    private TestSwitch() {}

    public static KillSwitch of(JdbcClient jdbc, Path directory, Clock clock) {
        return new KillSwitch(jdbc, new StopFile(new DataDirectory(directory), clock), clock, new Patience(LONG, LONG));
    }
}
