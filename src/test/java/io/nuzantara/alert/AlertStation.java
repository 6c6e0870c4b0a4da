package io.nuzantara.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The module on a real database and a clock that moves by itself while it waits. */
final class AlertStation {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration PATIENT = Duration.ofSeconds(10);

    final SettableClock clock;
    final AtomicBoolean stopped = new AtomicBoolean();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final JdbcClient jdbc;
    final AlertDelivery delivery;
    final Alerts alerts;
    final AlertLog log;

    AlertStation(TestDatabase database, URI slack) {
        this(database, slack, PATIENT, new SettableClock(NOON));
    }

    /** @param total longest time to the whole answer of Slack */
    AlertStation(TestDatabase database, URI slack, Duration total, SettableClock clock) {
        this.clock = clock;
        jdbc = database.jdbc();
        var channel =
                new SlackChannel(slack, new SlackText("https://ops.example"), Duration.ofSeconds(2), total, clock);
        var turns = new Turns(jdbc, clock, new Random(1));
        delivery = new AlertDelivery(
                new Notices(jdbc, clock),
                turns,
                channel,
                new AlertMeters(meters, clock),
                stopped::get,
                Runnable::run,
                this::pause);
        alerts = new Alerts(jdbc, delivery, clock);
        log = new AlertLog(jdbc, turns, channel);
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        clock.advance(duration);
    }

    /** Forgets everything that other tests stored. */
    AlertStation empty() {
        jdbc.sql("DELETE FROM alerts").update();
        jdbc.sql("DELETE FROM alert_channels").update();
        return this;
    }

    /** The next process, as patient as in production. */
    AlertStation restarted(TestDatabase database, URI slack) {
        var next = new AlertStation(database, slack, PATIENT, clock);
        next.delivery.reopen();
        return next;
    }

    /** What the timers of a node do in this time. */
    void goesOnFor(Duration time) {
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            delivery.deliverDue();
            clock.advance(Duration.ofSeconds(5));
        }
    }

    long count(String condition) {
        return switch (condition) {
            case "undelivered" -> number("SELECT count(*) FROM alerts WHERE delivered_at IS NULL");
            case "logged" -> number("SELECT count(*) FROM alerts WHERE logged_at IS NOT NULL");
            default -> throw new IllegalArgumentException(condition);
        };
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    double posts(String outcome) {
        return meters.counter("nuzantara.alerts", "channel", "slack", "outcome", outcome)
                .count();
    }
}
