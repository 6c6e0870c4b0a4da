package io.nuzantara.database.backup;

import io.nuzantara.database.DataDirectory;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backup that the service takes by itself, into the data directory of the node that does it. */
final class ScheduledBackup {

    private static final Logger log = LoggerFactory.getLogger(ScheduledBackup.class);

    private final Backup backup;
    private final DataDirectory data;
    private final BackupSettings settings;
    private final Clock clock;

    ScheduledBackup(Backup backup, DataDirectory data, BackupSettings settings, Clock clock) {
        this.backup = backup;
        this.data = data;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes one and lets the oldest go. */
    void take() {
        var folder = new BackupFolder(data.directory("backups"));
        var file = folder.next(clock.instant());
        var taken = backup.take(new Destination.ToFile(file));
        folder.keep(settings.keep(), clock.instant());
        log.info(
                "backup taken file={} rows={} bytes={}",
                file.getFileName(),
                taken.manifest().rows(),
                taken.bytes());
        if (taken.databaseBytes() > Backup.LARGE) {
            log.warn(
                    "The database has grown to {} bytes: let the server be backed up by its own tools and set NUZANTARA_BACKUP_CRON=-",
                    taken.databaseBytes());
        }
    }
}
