package io.nuzantara.conversation;

import io.nuzantara.conversation.reading.FileRefused;
import io.nuzantara.conversation.reading.RecordFile;
import io.nuzantara.conversation.reading.RecordReader;
import io.nuzantara.conversation.reading.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores a file in blocks. A block and the file's position commit together, so a file that was interrupted goes on after
 * its last block, and no block is stored twice.
 */
@Component
class ImportBlocks {

    private static final long BLOCK_BYTES = 4L << 20;

    private final ImportTypes types;
    private final ImportFiles files;
    private final ImportDirectory directory;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final int blockRows;

    ImportBlocks(
            ImportTypes types,
            ImportFiles files,
            ImportDirectory directory,
            TransactionTemplate transactions,
            JsonMapper json,
            ConversationSettings settings) {
        this.types = types;
        this.files = files;
        this.directory = directory;
        this.transactions = transactions;
        this.json = json;
        this.blockRows = settings.blockRows();
    }

    /** Stores what is left of the file; {@code afterBlock} hears of every block that is committed. */
    ImportFile store(ImportFile file, ImportContext context, Consumer<ImportFile> afterBlock) {
        var stored = file;
        try (var reader = open(file)) {
            skip(reader, file.records());
            var type = type(file);
            var refused = new RefusedFile(
                    directory.refused(file, reader.table()), reader.table(), reader.columns(), context.keepSensitive());
            for (var block = block(reader); !block.isEmpty(); block = block(reader)) {
                stored = store(new BlockOfRows(stored, type, context), block, reader.bytesRead(), refused);
                afterBlock.accept(stored);
            }
            return stored;
        } catch (FileRefused e) {
            files.refuse(stored, e.code(), String.valueOf(e.getMessage()));
            return stored;
        }
    }

    private ImportFile store(BlockOfRows rows, List<SourceRecord> records, long bytesRead, RefusedFile refused) {
        return Objects.requireNonNull(
                transactions.execute(status -> rows.store(records, bytesRead, files, refused, json)));
    }

    /** The newest event of the file as the source has it, over all rows that pass their check. */
    Optional<Instant> newestEvent(ImportFile file, ImportContext context) {
        try (var reader = open(file)) {
            var type = type(file);
            var newest = Optional.<Instant>empty();
            for (var record = reader.next(); record != null; record = reader.next()) {
                if (record instanceof SourceRecord.Row row
                        && type.check(row.number(), row.fields(), context) instanceof CheckedRow.Accepted accepted) {
                    newest = later(newest, Optional.ofNullable(accepted.newestEvent()));
                }
            }
            return newest;
        } catch (FileRefused e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isAfter(a.get())) ? b : a;
    }

    private RecordReader open(ImportFile file) {
        return RecordFile.open(directory.of(file.batchId()).resolve(file.path()), file.name());
    }

    private ImportType type(ImportFile file) {
        return types.named(String.valueOf(file.type()))
                .orElseThrow(() -> new IllegalStateException("no import type " + file.type()));
    }

    private static void skip(RecordReader reader, long records) {
        for (var i = 0L; i < records; i++) {
            reader.next();
        }
    }

    private List<SourceRecord> block(RecordReader reader) {
        var block = new ArrayList<SourceRecord>();
        var bytes = 0L;
        while (block.size() < blockRows && bytes < BLOCK_BYTES) {
            var record = reader.next();
            if (record == null) {
                break;
            }
            block.add(record);
            bytes += record.size();
        }
        return block;
    }
}
