package io.nuzantara.alert;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts for tests of other modules: rows as in production, delivered to the log on the caller's thread. */
public final class TestAlerts {

    private TestAlerts() {}

    public static AlertLog log(JdbcClient jdbc, Clock clock) {
        return new AlertLog(jdbc, new Turns(jdbc, clock, new Random(1)), new LogChannel());
    }

    public static Alerts logging(JdbcClient jdbc, Clock clock) {
        var delivery = new AlertDelivery(
                new Notices(jdbc, clock),
                new Turns(jdbc, clock, new Random(1)),
                new LogChannel(),
                new AlertMeters(new SimpleMeterRegistry(), clock),
                () -> false,
                Runnable::run,
                _ -> {});
        return new Alerts(jdbc, delivery, clock);
    }
}
