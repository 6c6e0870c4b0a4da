package io.nuzantara.telemetry;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database lacks for statement statistics. */
public final class StatementLacks {

    private StatementLacks() {}

    /** Each lack with the way to end it; empty when everything can be read. */
    public static List<Missing> of(JdbcClient jdbc) {
        return switch (new StatementSource(jdbc).state()) {
            case StatementSource.State.Available(var _, var lacks) -> lacks;
            case StatementSource.State.Unavailable(var missing) -> List.of(missing);
        };
    }
}
