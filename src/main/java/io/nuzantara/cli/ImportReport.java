package io.nuzantara.cli;

import io.nuzantara.conversation.ImportView;
import io.nuzantara.conversation.ImportView.Counts;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of a batch: counts for each type of row, the files that were not read, the first refused rows. */
record ImportReport(ImportView batch, JsonNode document) {

    static ImportReport of(JsonNode document) {
        return new ImportReport(Json.as(document, ImportView.class), document);
    }

    boolean isFinal() {
        return !batch.status().equals("receiving") && !batch.status().equals("running");
    }

    String standing() {
        var bytes = batch.progress();
        var share = bytes.totalBytes() == 0 ? 0 : 100 * bytes.bytes() / bytes.totalBytes();
        return "import %s: %d rows, %d %%".formatted(batch.status(), bytes.rows(), share);
    }

    void print(Output output) {
        output.line("Batch %s%s %s"
                .formatted(batch.batchId(), batch.dryRun() ? " (dry run, nothing kept)" : "", batch.status()));
        output.table(
                List.of("TYPE", "ROWS", "NEW", "UPDATED", "UNCHANGED", "REFUSED"),
                batch.counts().stream().map(ImportReport::row).toList());
        if (batch.shiftDays() != null) {
            output.line("All times moved by %d days.".formatted(batch.shiftDays()));
        }
        batch.files().stream()
                .filter(file -> file.code() != null)
                .forEach(file -> output.line("%s was refused: %s".formatted(file.name(), file.reason())));
        batch.refusals().stream()
                .limit(10)
                .forEach(row -> output.remark("%s row %d, %s: %s %s"
                        .formatted(row.file(), row.row(), row.column(), row.reason(), row.fix())));
    }

    private static List<String> row(Counts counts) {
        return List.of(
                counts.type(),
                Long.toString(counts.rows()),
                Long.toString(counts.created()),
                Long.toString(counts.updated()),
                Long.toString(counts.unchanged()),
                Long.toString(counts.refused()));
    }

    /** Rows refused; they can be had as a file. */
    long refusedRows() {
        return batch.counts().stream().mapToLong(Counts::refused).sum();
    }

    /** Rows refused, and files of which nothing was read. */
    long refused() {
        return refusedRows()
                + batch.files().stream().filter(file -> file.code() != null).count();
    }

    /** Throws when the batch did not end well; refused rows count unless they are allowed. */
    void refuseUnlessWhole(boolean allowRefused, @Nullable Path written) {
        if (!batch.status().equals("completed")) {
            throw failure(
                    "import-" + batch.status(),
                    "The import %s; what it had stored is kept. See: ./nuzantara execution %s"
                            .formatted(batch.status(), batch.executionId()));
        }
        if (refused() > 0 && !allowRefused) {
            var next = written == null
                    ? "Get them with reasons: ./nuzantara import PATH --refused refused.csv"
                    : "Mend and import them: ./nuzantara import " + written;
            throw failure(
                    "rows-refused",
                    "%d rows or files were refused; all others are kept. %s".formatted(refused(), next));
        }
    }

    private CommandFailed failure(String code, String sentence) {
        return new CommandFailed(
                CommandFailed.FAILED, code, sentence, Json.object().set("import", document));
    }
}
