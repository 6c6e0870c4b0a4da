package io.nuzantara.database.backup;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.database.Backups;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.EmbeddedServer;
import io.nuzantara.database.StartRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Backups by the clock: one node takes each, and tries again every ten minutes when it failed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BackupSettings.class)
class BackupConfiguration {

    private static final Duration AGAIN = Duration.ofMinutes(10);

    @Bean
    ScheduledBackup scheduledBackup(
            FlywayConnectionDetails owner, DataDirectory data, BackupSettings settings, Clock clock) {
        var url = new DatabaseUrl(Objects.requireNonNull(owner.getJdbcUrl()), owner.getUsername(), owner.getPassword());
        return new ScheduledBackup(new Backup(url, clock), data, settings, clock);
    }

    /** Known to every node even where it never comes: a scheduler would lock a row of a task it does not know. */
    @Bean
    RecurringTask<Void> backupTask(
            ObjectProvider<ScheduledBackup> backup,
            ObjectProvider<EmbeddedServer> embedded,
            BackupSettings settings,
            @Value("${nuzantara.zone}") ZoneId zone) {
        return Tasks.recurring("backup", schedule(settings.cron(embedded.getIfAvailable() != null), zone))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((instance, context) -> backup.getObject().take());
    }

    @Bean
    BackupAge backupAge(
            Backups backups,
            Clock clock,
            BackupSettings settings,
            ObjectProvider<EmbeddedServer> embedded,
            ObjectProvider<MeterRegistry> meters) {
        var cron = settings.cron(embedded.getIfAvailable() != null);
        return new BackupAge(backups, clock, !cron.equals(Backups.NEVER), meters);
    }

    static CronSchedule schedule(String cron, ZoneId zone) {
        try {
            return new CronSchedule(cron, zone);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "NUZANTARA_BACKUP_CRON is '%s': write it as second minute hour day month weekday, such as 0 30 2 * * *, or - for never."
                            .formatted(cron),
                    e);
        }
    }
}
