package io.nuzantara.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How far this node's clock is from the database's. Nodes tell each other that they live by their own clocks: one that is wrong
 * takes the others for dead, or is taken for dead itself.
 */
@Component
class ClockSkew implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Duration last = Duration.ZERO;

    ClockSkew(DataSource dataSource, Clock clock, ObjectProvider<MeterRegistry> meters) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
        meters.ifAvailable(registry -> Gauge.builder("nuzantara.clock.skew", this, ClockSkew::seconds)
                .baseUnit("seconds")
                .description("how far this node's clock is ahead of the database's")
                .register(registry));
    }

    private double seconds() {
        return last.toMillis() / 1000.0;
    }

    /**
     * Compares the clocks once before anything works.
     *
     * @throws StartRefused when they differ by 5 seconds or more
     */
    @Override
    public void afterSingletonsInstantiated() {
        var reading = read();
        if (reading.isAtLeast(ClockDifference.TOO_MUCH)) {
            throw new StartRefused(
                    "The clock of this machine is %s the database's; from 5 s on nodes would take each other for dead: let NTP set both clocks."
                            .formatted(reading.words()));
        }
        warn(reading);
    }

    /** Compares them again; a database that does not answer is somebody else's alarm. */
    @Scheduled(fixedRateString = "PT1M", initialDelayString = "PT1M")
    void compare() {
        try {
            warn(read());
        } catch (DataAccessException e) {
            if (!Outages.isOutage(e)) {
                throw e;
            }
            log.debug("The clocks cannot be compared now", e);
        }
    }

    private static void warn(ClockDifference reading) {
        if (reading.isAtLeast(ClockDifference.TOO_MUCH)) {
            log.error("The clock of this machine is {} the database's: let NTP set both clocks.", reading.words());
        } else if (reading.isAtLeast(ClockDifference.CONSPICUOUS)) {
            log.warn("The clock of this machine is {} the database's: let NTP set both clocks.", reading.words());
        }
    }

    private ClockDifference read() {
        var difference = ClockDifference.between(jdbc, clock);
        last = difference.skew();
        return difference;
    }
}
