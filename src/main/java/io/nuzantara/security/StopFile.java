package io.nuzantara.security;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.security.KillSwitch.Origin;
import io.nuzantara.security.KillSwitch.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The file {@code STOP} in the data directory: it counts as soon as it is there; its first line may say why. */
@Component
class StopFile {

    static final String NAME = "STOP";
    static final String BY = "the file " + NAME;

    private static final int LONGEST = 500;

    private final DataDirectory data;
    private final Clock clock;

    StopFile(DataDirectory data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    Optional<Stop> read() {
        var file = data.resolve(NAME);
        return Files.exists(file) ? Optional.of(stop(file)) : Optional.empty();
    }

    /** A file that cannot be read stops like any other. */
    private Stop stop(Path file) {
        try {
            return new Stop(Files.getLastModifiedTime(file).toInstant(), BY, reason(file), Origin.FILE);
        } catch (NoSuchFileException e) {
            return unreadable("The file was just removed");
        } catch (IOException e) {
            return unreadable("The file cannot be read");
        }
    }

    private Stop unreadable(String reason) {
        return new Stop(since(), BY, reason, Origin.FILE);
    }

    private Instant since() {
        return clock.instant();
    }

    private static String reason(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var line = new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceAll("\\p{Cntrl}", " ")
                    .strip();
            return line.isEmpty() ? "No reason was given" : line;
        }
    }

    void delete() {
        data.delete(NAME);
    }
}
