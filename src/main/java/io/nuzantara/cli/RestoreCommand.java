package io.nuzantara.cli;

import io.nuzantara.database.AfterRestore;
import io.nuzantara.database.DatabaseAccess;
import io.nuzantara.database.backup.BackupFile;
import io.nuzantara.database.backup.BackupRefused;
import io.nuzantara.database.backup.Manifest;
import io.nuzantara.database.backup.Restore;
import io.nuzantara.execution.ExecutionsAfterRestore;
import io.nuzantara.security.SecurityAfterRestore;
import io.nuzantara.telemetry.NodesAfterRestore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Brings a backup into the database of a stopped service. */
@Command(name = "restore", description = "Bring a backup into the database; the service must be stopped.")
class RestoreCommand implements Callable<Integer> {

    private static final List<AfterRestore> AFTERWARDS =
            List.of(new ExecutionsAfterRestore(), new SecurityAfterRestore(), new NodesAfterRestore());

    private final Surroundings surroundings;

    @Mixin
    private final Place place = new Place();

    @Parameters(arity = "1", paramLabel = "FILE", description = "What ./nuzantara backup has written.")
    private Path file = Path.of("");

    @Option(names = "--replace", description = "Replace the data that are there.")
    private boolean replace;

    @Option(names = "--verify-only", description = "Check the file and touch no database.")
    private boolean verifyOnly;

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (var backup = BackupFile.open(file)) {
            Restore.check(backup);
            if (verifyOnly) {
                tell(backup.manifest(), "whole", List.of());
            } else {
                restore(backup);
            }
            return 0;
        } catch (BackupRefused refused) {
            throw CommandFailed.because("restore-refused", refused);
        }
    }

    private void restore(BackupFile backup) {
        try (var database = DatabaseAccess.alone(place.installation(surroundings), replace)) {
            var restored = new Restore(database.owner(), AFTERWARDS, surroundings.clock()).restore(backup, replace);
            database.replaced();
            tell(restored.manifest(), "restored", restored.lookAt());
        }
        place.output(surroundings)
                .remark("Everything is stopped, so that nothing goes out twice. Start it with ./nuzantara up,"
                        + " look at what is open, then let it go on: ./nuzantara resume");
    }

    private void tell(Manifest manifest, String done, List<String> lookAt) {
        var output = place.output(surroundings);
        output.line("%s: %s, %s rows of %d tables as of %s (schema version %s)"
                .formatted(
                        file,
                        done,
                        Words.number(manifest.rows()),
                        manifest.tables().size(),
                        Words.time(manifest.takenAt()),
                        manifest.schemaVersion()));
        lookAt.forEach(output::line);
        output.document(document(manifest, done, lookAt));
    }

    private ObjectNode document(Manifest manifest, String done, List<String> lookAt) {
        var document = Json.object()
                .put("file", file.toString())
                .put("outcome", done)
                .put("taken_at", manifest.takenAt().toString())
                .put("schema_version", manifest.schemaVersion())
                .put("tables", manifest.tables().size())
                .put("rows", manifest.rows());
        document.set("look_at", Json.tree((Object) lookAt));
        return document;
    }
}
