package io.nuzantara.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which backups were taken of this database, and which failed: by the service and by commands. */
public class Backups {

    /** No schedule: the service takes none by itself. */
    public static final String NEVER = "-";

    private static final String NIGHTLY = "0 30 2 * * *";
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final JdbcClient jdbc;
    private final Clock clock;

    public Backups(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * When the service takes backups by itself; {@link #NEVER} = only people and other programs do.
     *
     * @param cron what is set; null or blank = every night with the embedded database, never with another, whose provider takes them
     */
    public static String schedule(@Nullable String cron, boolean embedded) {
        return cron == null || cron.isBlank() ? embedded ? NIGHTLY : NEVER : cron.strip();
    }

    /**
     * A backup that succeeded.
     *
     * @param takenAt the data are of this moment
     * @param file its name without folders; {@code -} was written to the output of a command
     * @param bytes size of the file
     * @param rows of all tables together
     */
    public record Completed(Instant takenAt, String file, long bytes, long rows, String schemaVersion) {}

    /** The last backup that succeeded. */
    public Optional<Completed> last() {
        return jdbc.sql("""
                        SELECT taken_at, file, bytes, rows, schema_version
                          FROM backups
                         WHERE outcome = 'completed'
                         ORDER BY taken_at DESC
                         LIMIT 1
                        """).query(RecordMapper.of(Completed.class)).optional();
    }

    /** How old the data of the last good backup are: what would be lost now. Empty when there was none. */
    public Optional<Duration> age() {
        return last().map(backup -> Duration.between(backup.takenAt(), clock.instant()));
    }

    /** What was written until this moment can be had again: the last good backup holds it, or, before the first one, there was nothing. */
    public Instant safeUntil() {
        return last().map(Completed::takenAt).orElseGet(this::firstMigration);
    }

    /** Flyway writes it in the zone of its session, which is that of this one. */
    private Instant firstMigration() {
        return jdbc.sql("""
                        SELECT CAST(min(installed_on) AS timestamptz)
                          FROM flyway_schema_history
                        """)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Remembers a backup. */
    public void completed(Completed backup) {
        forgetOld();
        jdbc.sql("""
                        INSERT INTO backups (taken_at, finished_at, outcome, file, bytes, rows, schema_version)
                        VALUES (:takenAt, :now, 'completed', :file, :bytes, :rows, :schemaVersion)
                        """)
                .param("takenAt", time(backup.takenAt()))
                .param("now", time(clock.instant()))
                .param("file", backup.file())
                .param("bytes", backup.bytes())
                .param("rows", backup.rows())
                .param("schemaVersion", backup.schemaVersion())
                .update();
    }

    /** Remembers that a backup failed. */
    public void failed(Instant begun, String file, String error) {
        forgetOld();
        jdbc.sql("""
                        INSERT INTO backups (taken_at, finished_at, outcome, file, error)
                        VALUES (:begun, :now, 'failed', :file, :error)
                        """)
                .param("begun", time(begun))
                .param("now", time(clock.instant()))
                .param("file", file)
                .param("error", error)
                .update();
    }

    private void forgetOld() {
        jdbc.sql("DELETE FROM backups WHERE taken_at < :limit")
                .param("limit", time(clock.instant().minus(REMEMBERED)))
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
