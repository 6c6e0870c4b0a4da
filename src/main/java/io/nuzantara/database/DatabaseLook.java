package io.nuzantara.database;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.env.PropertyResolver;

/** Looks whether the database can be asked. It answers within seconds, and changes, starts and migrates nothing. */
@FunctionalInterface
public interface DatabaseLook {

    DatabaseReach now();

    /**
     * The look of a process beside the service.
     *
     * @param settings as the service would read them
     * @param patience longest time for a connection, a sign-in and each answer
     */
    static DatabaseLook beside(PropertyResolver settings, Duration patience) {
        return () -> {
            var external = settings.getProperty("nuzantara.database-url", "false");
            return external.equals("false") || external.isBlank()
                    ? embedded(Path.of(settings.getRequiredProperty("nuzantara.data-dir")), patience)
                    : external(external, patience);
        };
    }

    private static DatabaseReach external(String text, Duration patience) {
        try {
            var url = ExternalServer.reachable("DATABASE_URL", text, patience);
            return new DatabaseReach.Open(new PlainConnections(url), url, false);
        } catch (StartRefused e) {
            return new DatabaseReach.Closed(
                    e.sentence(),
                    "DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE of a server that answers; try it: psql \"$DATABASE_URL\" -c 'SELECT 1'");
        }
    }

    private static DatabaseReach embedded(Path directory, Duration patience) {
        var data = new DataDirectory(directory);
        var other = EmbeddedServer.otherMajor(data);
        if (other.isPresent()) {
            return new DatabaseReach.Closed(EmbeddedServer.holds(data, other.get()), EmbeddedServer.CHANGE_OF_MAJOR);
        }
        return EmbeddedServer.appRunning(data)
                .map(url -> url.within(patience))
                .<DatabaseReach>map(url -> new DatabaseReach.Open(new PlainConnections(url), url, true))
                .orElseGet(() -> new DatabaseReach.Asleep(
                        "The embedded PostgreSQL runs only while the service does, and the service does not."));
    }
}
