package io.nuzantara.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.stream.Stream;
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

    static final Duration WARN = Duration.ofSeconds(2);
    static final Duration REFUSE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);
    private static final int LOOKS = 3;

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
        if (reading.isAtLeast(REFUSE)) {
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

    private static void warn(Reading reading) {
        if (reading.isAtLeast(REFUSE)) {
            log.error("The clock of this machine is {} the database's: let NTP set both clocks.", reading.words());
        } else if (reading.isAtLeast(WARN)) {
            log.warn("The clock of this machine is {} the database's: let NTP set both clocks.", reading.words());
        }
    }

    /** The most exact of a few readings. */
    private Reading read() {
        var best = Stream.generate(this::readOnce)
                .limit(LOOKS)
                .min(Comparator.comparing(Reading::uncertainty))
                .orElseThrow();
        last = best.skew();
        return best;
    }

    private Reading readOnce() {
        var asked = clock.instant();
        var database = jdbc.sql("SELECT clock_timestamp() AS now")
                .query((row, _) -> instant(row))
                .single();
        return Reading.of(asked, database, clock.instant());
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("now", OffsetDateTime.class).toInstant();
    }

    /**
     * One comparison.
     *
     * @param skew node minus database, taking the database's time for the middle of the round trip
     * @param uncertainty half the round trip: the skew may be wrong by as much
     */
    record Reading(Duration skew, Duration uncertainty) {

        static Reading of(Instant asked, Instant database, Instant answered) {
            var half = Duration.between(asked, answered).dividedBy(2);
            return new Reading(Duration.between(database, asked.plus(half)), half);
        }

        /** Whether the clocks differ by that much for certain. */
        boolean isAtLeast(Duration limit) {
            return skew.abs().minus(uncertainty).compareTo(limit) >= 0;
        }

        String words() {
            return "%.1f s %s".formatted(skew.abs().toMillis() / 1000.0, skew.isNegative() ? "behind" : "ahead of");
        }
    }
}
