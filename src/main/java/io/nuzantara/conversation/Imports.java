package io.nuzantara.conversation;

import io.nuzantara.conversation.reading.PrivateFiles;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import io.nuzantara.security.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Imports: files are taken in one by one, then stored by a durable execution. Files are private while they wait and are
 * deleted when the import ends.
 */
@Component
public class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final Duration UNSTARTED_ARE_KEPT = Duration.ofDays(1);
    private static final Duration REFUSED_ROWS_ARE_KEPT = Duration.ofDays(30);

    private final ImportBatches batches;
    private final ImportChecks checks;
    private final ImportDirectory directory;
    private final ImportViews views;
    private final Executions executions;
    private final ConversationSettings settings;
    private final Clock clock;

    Imports(
            ImportBatches batches,
            ImportChecks checks,
            ImportDirectory directory,
            ImportViews views,
            Executions executions,
            ConversationSettings settings,
            Clock clock) {
        this.batches = batches;
        this.checks = checks;
        this.directory = directory;
        this.views = views;
        this.executions = executions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins an import.
     *
     * @param files plain names of the files that will be sent
     * @throws Problem 400 when an option or a name is wrong
     */
    public ImportView create(ImportOptions options, List<String> files, String createdBy) {
        checks.options(options);
        checks.names(files);
        deleteOld();
        return view(batches.create(options, files, createdBy, clock.instant()));
    }

    private void deleteOld() {
        var now = clock.instant();
        batches.forgetUnstarted(now.minus(UNSTARTED_ARE_KEPT));
        batches.unknownOf(directory.batches()).forEach(this::delete);
        batches.startedBefore(now.minus(UNSTARTED_ARE_KEPT)).stream()
                .filter(batch -> !views.status(batch).equals(ImportBatch.RUNNING))
                .map(ImportBatch::id)
                .filter(directory::exists)
                .forEach(this::delete);
        batches.completedBefore(now.minus(REFUSED_ROWS_ARE_KEPT)).stream()
                .filter(directory::exists)
                .forEach(this::delete);
    }

    /** What cannot be deleted now, because somebody writes into it, is deleted the next time. */
    private void delete(UUID batch) {
        try {
            directory.delete(batch);
        } catch (UncheckedIOException e) {
            LOG.warn("Files of an import could not be deleted batch_id={}", batch, e);
        }
    }

    /**
     * Takes in one file of an import that has not been started; a second one of the same name replaces it.
     *
     * @throws Problem 404 for an unknown import or file, 409 when it was started, 413 when the file is too large
     */
    public void addFile(UUID batch, String name, InputStream content) {
        var index = receiving(batch).uploads().indexOf(name);
        if (index < 0) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "import-file-unknown",
                    "Unknown file of an import",
                    "The import was created without a file of this name: name it when you create the import.");
        }
        try {
            take(content, directory.upload(batch, index), () -> receiving(batch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file may take minutes to come, and must not replace one that is being read by then. */
    private void take(InputStream content, Path path, Runnable stillReceiving) throws IOException {
        var part = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            PrivateFiles.copy(new LimitedStream(content, settings.uploadLimit().toBytes()), part);
            stillReceiving.run();
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (LimitedStream.Exceeded e) {
            throw checks.tooLarge();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Starts the execution that stores the files; starting again returns the same execution.
     *
     * @return the execution's id
     * @throws Problem 404 for an unknown import, 409 when files are missing or another import of the source is active
     */
    public UUID start(UUID id, Trigger trigger, String requestedBy) {
        var batch = find(id);
        if (batch.status().equals(ImportBatch.RECEIVING)) {
            requireAllFiles(batch);
        }
        var started = executions.start(new StartRequest(
                ImportAgent.ID,
                new Parameters(Map.of(ImportAgent.BATCH, id.toString())),
                trigger,
                requestedBy,
                ImportAgent.ID + ":" + batch.options().source(),
                ImportAgent.ID + ":" + id));
        var execution = execution(started);
        if (batch.status().equals(ImportBatch.RECEIVING)) {
            batches.running(id, execution);
        }
        return execution;
    }

    private static UUID execution(Start start) {
        return switch (start) {
            case Start.Accepted(var id) -> id;
            case Start.Repeated(var id) -> id;
            case Start.Deduplicated(var id) -> id;
            case Start.Active(var id) ->
                throw new Problem(
                                HttpStatus.CONFLICT,
                                "execution-active",
                                "Another import is active",
                                "Another import of this source is active: wait for it, then start this one.")
                        .with("execution_id", id);
            case Start.KeyReused(var id) ->
                throw new IllegalStateException("import started as another execution: " + id);
            case Start.Disabled() ->
                throw new Problem(
                        HttpStatus.CONFLICT,
                        "agent-disabled",
                        "Imports are switched off",
                        "Switch imports on again first.");
        };
    }

    private void requireAllFiles(ImportBatch batch) {
        if (!directory.hasAllUploads(batch)) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "import-files-missing",
                    "Files are missing",
                    "Not every file of the import has been sent: send all of them, then start it.");
        }
    }

    /** Imports files of this machine as one batch; returns the execution's id. */
    public UUID importFiles(ImportOptions options, List<Path> paths, Trigger trigger, String requestedBy) {
        var names = paths.stream().map(path -> path.getFileName().toString()).toList();
        var batch = create(options, names, requestedBy).batchId();
        for (var path : paths) {
            try (var content = Files.newInputStream(path)) {
                addFile(batch, path.getFileName().toString(), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return start(batch, trigger, requestedBy);
    }

    /**
     * Where an import stands.
     *
     * @throws Problem 404 when it is unknown
     */
    public ImportView view(UUID id) {
        return views.of(find(id));
    }

    /**
     * The refused rows, to be mended and sent again.
     *
     * @throws Problem 404 when there are none, or they are gone
     */
    public RefusedRows refused(UUID id) {
        return views.refused(find(id));
    }

    private ImportBatch receiving(UUID id) {
        var batch = find(id);
        if (!batch.status().equals(ImportBatch.RECEIVING)) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "import-started",
                    "The import was started",
                    "Create another import for more files.");
        }
        return batch;
    }

    private ImportBatch find(UUID id) {
        return batches.find(id)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "import-unknown", "Unknown import", "There is no import of this id."));
    }
}
