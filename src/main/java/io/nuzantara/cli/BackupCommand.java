package io.nuzantara.cli;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.DatabaseAccess;
import io.nuzantara.database.Installation;
import io.nuzantara.database.backup.Backup;
import io.nuzantara.database.backup.BackupFolder;
import io.nuzantara.database.backup.BackupRefused;
import io.nuzantara.database.backup.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes everything the database holds into one file, while the service runs or not. */
@Command(
        name = "backup",
        description = "Write everything the database holds into one file; the service may run meanwhile.")
class BackupCommand implements Callable<Integer> {

    private static final Path OUTPUT = Path.of("-");

    private final Surroundings surroundings;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "A new file, a folder, or - for the output (else backups/ in the data directory).")
    private @Nullable Path to;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description =
                    "Delete all but the N newest backups of the folder (in backups/ else NUZANTARA_BACKUP_KEEP, else 7).")
    private @Nullable Integer keep;

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        refuseWrongOptions();
        var settings = place.settings(surroundings);
        var installation = Place.installation(settings);
        try (var database = DatabaseAccess.besideService(installation)) {
            var backup = new Backup(database.owner(), surroundings.clock());
            if (OUTPUT.equals(to)) {
                remark(backup.take(new Destination.ToStream(surroundings.out())));
            } else {
                intoFile(backup, installation, settings);
            }
            return 0;
        } catch (BackupRefused refused) {
            throw CommandFailed.because("backup-refused", refused);
        }
    }

    private void refuseWrongOptions() {
        if (keep != null && (keep < 1 || (to != null && !Files.isDirectory(to)))) {
            throw wrong("--keep is for a folder and at least 1. Type: ./nuzantara backup --to FOLDER --keep 7");
        }
        if (OUTPUT.equals(to) && place.json) {
            throw wrong("With --to - the output is the backup itself: leave --json out");
        }
    }

    private static CommandFailed wrong(String sentence) {
        return new CommandFailed(CommandFailed.USAGE, "usage", sentence);
    }

    private void intoFile(Backup backup, Installation installation, Environment settings) {
        var file = file(installation);
        var taken = backup.take(new Destination.ToFile(file));
        letOldGo(file, settings);
        var manifest = taken.manifest();
        var output = place.output(surroundings);
        output.line("%s: %s rows of %d tables, %s bytes"
                .formatted(
                        file, Words.number(manifest.rows()), manifest.tables().size(), Words.number(taken.bytes())));
        remark(taken);
        output.document(Json.object()
                .put("file", file.toString())
                .put("taken_at", manifest.takenAt().toString())
                .put("schema_version", manifest.schemaVersion())
                .put("tables", manifest.tables().size())
                .put("rows", manifest.rows())
                .put("bytes", taken.bytes()));
    }

    private Path file(Installation installation) {
        if (to == null) {
            var folder = new DataDirectory(installation.dataDirectory()).directory("backups");
            return new BackupFolder(folder).next(surroundings.clock().instant());
        }
        var named = to.toAbsolutePath().normalize();
        return Files.isDirectory(named)
                ? new BackupFolder(named).next(surroundings.clock().instant())
                : named;
    }

    /** In a place of somebody else only what was asked for is deleted. */
    private void letOldGo(Path file, Environment settings) {
        var kept = keep == null && to == null ? Integer.valueOf(BackupFolder.kept(settings)) : keep;
        if (kept != null) {
            new BackupFolder(Objects.requireNonNull(file.getParent()))
                    .keep(kept, surroundings.clock().instant());
        }
    }

    private void remark(Backup.Taken taken) {
        var output = place.output(surroundings);
        output.remark("It holds personal data and no key: keep it where nobody else can read it.");
        if (taken.databaseBytes() > Backup.LARGE) {
            output.remark(
                    "The database takes %s bytes: from 5 GB on let its server be backed up by the provider or by pg_dump."
                            .formatted(Words.number(taken.databaseBytes())));
        }
    }
}
