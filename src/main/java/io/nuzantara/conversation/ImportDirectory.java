package io.nuzantara.conversation;

import io.nuzantara.database.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Where the files of imports lie: private, one directory a batch. */
@Component
class ImportDirectory {

    private static final String ROOT = "imports";
    private static final String REFUSED = "refused-";

    private final DataDirectory data;

    ImportDirectory(DataDirectory data) {
        this.data = data;
    }

    Path of(UUID batch) {
        data.directory(ROOT);
        return data.directory(ROOT + "/" + batch);
    }

    /** The batches that have files here. */
    List<UUID> batches() {
        try (var directories = Files.list(data.directory(ROOT))) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f-]{36}"))
                    .map(UUID::fromString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists(UUID batch) {
        return Files.exists(data.resolve(ROOT + "/" + batch));
    }

    /** Where an upload lies; its owner's name for it never becomes a path. */
    Path upload(UUID batch, int index) {
        return of(batch).resolve("upload-" + index);
    }

    Path refused(ImportFile file, boolean table) {
        return of(file.batchId())
                .resolve("%s%s-%d.%s".formatted(REFUSED, file.type(), file.no(), table ? "csv" : "jsonl"));
    }

    boolean hasAllUploads(ImportBatch batch) {
        return IntStream.range(0, batch.uploads().size()).allMatch(index -> Files.exists(upload(batch.id(), index)));
    }

    /** Deletes what was sent; the refused rows stay. */
    void deleteUploads(UUID batch) {
        delete(batch, false);
    }

    void delete(UUID batch) {
        delete(batch, true);
        try {
            Files.deleteIfExists(of(batch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(UUID batch, boolean refusedToo) {
        try (var files = Files.list(of(batch))) {
            for (var file : files.toList()) {
                if (refusedToo || !file.getFileName().toString().startsWith(REFUSED)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
