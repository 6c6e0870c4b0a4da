package io.nuzantara.database.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.database.Backups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * How old the last good backup is, for Micrometer; before the first one how old the database is, because a backup that never comes must
 * be told too. No number where the service takes none by itself: one that was made by hand once would be too old for ever. Equal on
 * all nodes.
 */
class BackupAge {

    private static final Logger log = LoggerFactory.getLogger(BackupAge.class);

    private final Backups backups;
    private final Clock clock;
    private final boolean scheduled;
    private volatile @Nullable Instant safeUntil;

    BackupAge(Backups backups, Clock clock, boolean scheduled, ObjectProvider<MeterRegistry> meters) {
        this.backups = backups;
        this.clock = clock;
        this.scheduled = scheduled;
        meters.ifAvailable(registry -> Gauge.builder("nuzantara.backup.age", this, BackupAge::seconds)
                .baseUnit("seconds")
                .description("age of the data of the last good backup, before the first one that of the database")
                .register(registry));
    }

    double seconds() {
        var since = safeUntil;
        return since == null || !scheduled
                ? Double.NaN
                : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    @Scheduled(fixedRateString = "PT1M")
    void look() {
        try {
            safeUntil = backups.safeUntil();
        } catch (DataAccessException e) {
            log.debug("The last backup cannot be read now", e);
        }
    }
}
