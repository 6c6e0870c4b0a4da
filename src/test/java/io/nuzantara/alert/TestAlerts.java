package io.nuzantara.alert;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts for tests of other modules: rows as in production, delivered to the log on the caller's thread. */
public final class TestAlerts {

    private TestAlerts() {}

    public static Alerts logging(JdbcClient jdbc, Clock clock) {
        return new Alerts(jdbc, new AlertDelivery(jdbc, new LogChannel(), clock, Runnable::run), clock);
    }
}
