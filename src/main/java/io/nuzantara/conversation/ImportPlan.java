package io.nuzantara.conversation;

import io.nuzantara.conversation.reading.FileRefused;
import io.nuzantara.conversation.reading.RecordFile;
import io.nuzantara.conversation.reading.RecordReader;
import io.nuzantara.conversation.reading.SourceRecord;
import io.nuzantara.conversation.reading.ZipMembers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds out what was sent: unpacks archives, tells the type of each file, puts them into the order of storing. */
@Component
class ImportPlan {

    private static final int MOST_UNKNOWN_COLUMNS = 50;
    private static final int SAMPLE = 20;

    private final ImportTypes types;
    private final ImportDirectory directory;

    ImportPlan(ImportTypes types, ImportDirectory directory) {
        this.types = types;
        this.directory = directory;
    }

    List<ImportFile> of(ImportBatch batch) {
        var files = new ArrayList<ImportFile>();
        for (var i = 0; i < batch.uploads().size(); i++) {
            files.addAll(planned(batch, batch.uploads().get(i), directory.upload(batch.id(), i)));
        }
        var sorted = files.stream()
                .sorted(Comparator.comparingInt(file -> types.named(file.type() == null ? "" : file.type())
                        .map(ImportType::order)
                        .orElse(Integer.MAX_VALUE)))
                .toList();
        return IntStream.range(0, sorted.size())
                .mapToObj(i -> sorted.get(i).numbered(i + 1))
                .toList();
    }

    private List<ImportFile> planned(ImportBatch batch, String name, Path path) {
        if (!ZipMembers.isZip(path)) {
            return List.of(planned(batch.id(), name, path, batch.options()));
        }
        try {
            return ZipMembers.unpack(path, directory.of(batch.id())).stream()
                    .map(member -> planned(batch.id(), name + "/" + member.name(), member.path(), batch.options()))
                    .toList();
        } catch (FileRefused e) {
            return List.of(refused(batch.id(), name, path, e));
        }
    }

    private ImportFile planned(java.util.UUID batch, String name, Path path, ImportOptions options) {
        try (var reader = RecordFile.open(path, name)) {
            var type = type(reader, name, options);
            return ImportFile.readable(batch, 0, name, fileName(path), size(path), type.name());
        } catch (FileRefused e) {
            return refused(batch, name, path, e);
        }
    }

    private static ImportFile refused(java.util.UUID batch, String name, Path path, FileRefused refusal) {
        return ImportFile.refused(
                batch, 0, name, fileName(path), size(path), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    private ImportType type(RecordReader reader, String name, ImportOptions options) {
        var columns = reader.table() ? Set.copyOf(reader.columns()) : columnsOfFirstRows(reader);
        var plain = name.substring(name.lastIndexOf('/') + 1);
        var type = Stream.of(types.named(options.type()), types.byColumns(columns), types.byFileName(plain))
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElseThrow(() -> new FileRefused(
                        "type_unknown",
                        "Neither the columns nor the name tell what the file holds: import it with --type "
                                + String.join("|", types.names()) + "."));
        if (reader.table()) {
            check(type, columns, options);
        }
        return type;
    }

    private static Set<String> columnsOfFirstRows(RecordReader reader) {
        var columns = new HashSet<String>();
        for (var i = 0; i < SAMPLE && columns.isEmpty(); i++) {
            if (reader.next() instanceof SourceRecord.Row row) {
                columns.addAll(row.fields().propertyNames());
            }
        }
        return columns;
    }

    private static void check(ImportType type, Set<String> columns, ImportOptions options) {
        var missing = new HashSet<>(type.requiredColumns());
        missing.removeAll(columns);
        if (!missing.isEmpty()) {
            throw new FileRefused(
                    "column_missing",
                    "The header lacks %s, which %s need."
                            .formatted(
                                    String.join(", ", missing.stream().sorted().toList()), type.name()));
        }
        var unknown = columns.stream()
                .filter(column -> !type.knownColumns().contains(column) && !column.startsWith("_"))
                .count();
        if (unknown > MOST_UNKNOWN_COLUMNS) {
            throw new FileRefused(
                    "too_many_columns", "The header has more than 50 unknown columns: take out what is not needed.");
        }
        if (unknown > 0 && options.strict()) {
            throw new FileRefused(
                    "unknown_column", "The header has unknown columns: take them out or import without --strict.");
        }
    }

    private static String fileName(Path path) {
        return path.getFileName().toString();
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
