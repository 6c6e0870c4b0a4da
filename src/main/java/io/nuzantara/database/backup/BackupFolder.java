package io.nuzantara.database.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * A folder that keeps the newest backups. Files that are not named as backups are not touched.
 *
 * @param folder exists
 */
public record BackupFolder(Path folder) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'nuzantara-'uuuuMMdd'T'HHmmss'Z.zip'").withZone(ZoneOffset.UTC);
    private static final Pattern BACKUP = Pattern.compile("nuzantara-\\d{8}T\\d{6}Z\\.zip");
    private static final Pattern UNFINISHED = Pattern.compile(BACKUP + "\\.part");
    private static final Duration LONGEST_WORK = Duration.ofDays(1);

    /** How many the service keeps by itself, and so whoever adds one to its folder. */
    public static int kept(Environment settings) {
        return Binder.get(settings)
                .bindOrCreate("nuzantara.backup", BackupSettings.class)
                .keep();
    }

    /** The file of a backup that is taken now. */
    public Path next(Instant now) {
        return folder.resolve(NAME.format(now));
    }

    /** Deletes all but the newest, and what killed processes left unfinished a day ago. */
    public void keep(int newest, Instant now) {
        named(BACKUP).stream().sorted(Comparator.reverseOrder()).skip(newest).forEach(BackupFolder::delete);
        named(UNFINISHED).stream()
                .filter(part -> isOlder(part, now.minus(LONGEST_WORK)))
                .forEach(BackupFolder::delete);
    }

    private List<Path> named(Pattern name) {
        try (var files = Files.list(folder)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path file, Instant limit) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
