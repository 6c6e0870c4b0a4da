package io.nuzantara.conversation;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.Executions;
import io.nuzantara.security.Problem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Shows imports. */
@Component
class ImportViews {

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final ImportFiles files;
    private final ImportDirectory directory;
    private final Executions executions;
    private final JsonMapper json;

    ImportViews(ImportFiles files, ImportDirectory directory, Executions executions, JsonMapper json) {
        this.files = files;
        this.directory = directory;
        this.executions = executions;
        this.json = json;
    }

    ImportView of(ImportBatch batch) {
        var all = files.of(batch.id());
        return new ImportView(
                batch.id(),
                batch.executionId(),
                batch.options().source(),
                status(batch),
                batch.options().dryRun(),
                batch.shiftDays(),
                batch.shiftReused(),
                batch.createdAt(),
                batch.finishedAt(),
                progress(all),
                counts(all),
                all.stream().map(ImportViews::file).toList(),
                files.shown(batch.id()).stream().map(ImportViews::refusal).toList());
    }

    /** An import has ended when its execution has: until then the next one of its source would be refused. */
    String status(ImportBatch batch) {
        if (batch.executionId() == null) {
            return batch.status();
        }
        return executions
                .find(batch.executionId())
                .filter(ExecutionView::isFinal)
                .map(ExecutionView::status)
                .orElse(ImportBatch.RUNNING);
    }

    private static ImportView.Progress progress(List<ImportFile> files) {
        return new ImportView.Progress(
                files.stream().mapToLong(ImportFile::records).sum(),
                files.stream().mapToLong(ImportFile::bytesRead).sum(),
                files.stream().mapToLong(ImportFile::size).sum());
    }

    private List<ImportView.Counts> counts(List<ImportFile> files) {
        var byType = files.stream()
                .filter(file -> file.type() != null)
                .collect(Collectors.groupingBy(
                        file -> String.valueOf(file.type()), LinkedHashMap::new, Collectors.toList()));
        var counts = new ArrayList<ImportView.Counts>();
        byType.forEach((type, parts) -> counts.add(new ImportView.Counts(
                type,
                parts.stream().mapToLong(ImportFile::records).sum(),
                parts.stream().mapToLong(ImportFile::created).sum(),
                parts.stream().mapToLong(ImportFile::updated).sum(),
                parts.stream().mapToLong(ImportFile::unchanged).sum(),
                parts.stream().mapToLong(ImportFile::refused).sum(),
                warnings(parts))));
        return counts;
    }

    private Map<String, Long> warnings(List<ImportFile> files) {
        var warnings = new TreeMap<String, Long>();
        files.forEach(file ->
                json.readValue(file.warnings(), COUNTS).forEach((code, rows) -> warnings.merge(code, rows, Long::sum)));
        return warnings;
    }

    private static ImportView.File file(ImportFile file) {
        return new ImportView.File(file.name(), file.type(), file.refusedCode(), file.refusedWhy());
    }

    private static ImportView.Refusal refusal(ImportFiles.Shown row) {
        var code = RefusalCode.valueOf(row.code().toUpperCase(Locale.ROOT));
        return new ImportView.Refusal(row.name(), row.rowNo(), row.columnName(), row.code(), code.reason(), code.fix());
    }

    RefusedRows refused(ImportBatch batch) {
        var paths = new TreeMap<String, java.nio.file.Path>();
        for (var file : files.of(batch.id())) {
            for (var table : List.of(true, false)) {
                var path = directory.refused(file, table);
                if (file.refused() > 0 && Files.exists(path)) {
                    paths.put(path.getFileName().toString(), path);
                }
            }
        }
        if (paths.isEmpty()) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "no-refused-rows",
                    "No refused rows",
                    "The import refused no row, or its refused rows were deleted after 30 days.");
        }
        return new RefusedRows(paths);
    }
}
