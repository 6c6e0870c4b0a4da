package io.nuzantara.database.backup;

import io.nuzantara.database.Backups;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Backups that the service takes by itself.
 *
 * @param cron when, in the business zone; {@code -} = never; absent = at 02:30 with the embedded database, never with an external one,
 *     whose provider takes them. The same on every node
 * @param keep how many of them are kept
 */
@Validated
@ConfigurationProperties("nuzantara.backup")
record BackupSettings(
        @Nullable String cron,
        @DefaultValue("7") @Min(1) @Max(1_000) int keep) {

    String cron(boolean embedded) {
        return Backups.schedule(cron, embedded);
    }
}
